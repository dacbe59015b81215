export const finite = {
    name: "finite",
    question: "Is every entry a finite number?",
    tail: () => "invariant",
    applies: () => true,
    run({ tensors }) {
        let bad = 0;
        for (const tensor of tensors)
            for (let i = 0; i < tensor.length; i++)
                if (!Number.isFinite(tensor[i]))
                    bad++;
        return { pValue: bad === 0 ? 1 : 0, statistic: bad, expected: "no NaN or infinity", observed: `${bad} not finite` };
    },
    detects: () => "any NaN or infinity",
};
