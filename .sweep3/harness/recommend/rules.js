const HE = ["he_normal", "he_uniform"];
const GLOROT = ["glorot_normal", "glorot_uniform"];
const isOneOf = (...names) => ({ activation }) => names.some((name) => activation.name.startsWith(name));
const DEEP = 10;
const sayings = [
    { rule: "ReLU and leaky ReLU: He", applies: isOneOf("relu", "leaky_relu"), initializers: HE },
    { rule: "tanh and sigmoid: Glorot", applies: isOneOf("tanh", "sigmoid"), initializers: GLOROT },
    { rule: "SELU: LeCun normal", applies: isOneOf("selu"), initializers: ["lecun_normal"] },
    {
        rule: "deep networks: a variance-scaling initializer, He or Glorot",
        applies: ({ depth }) => depth >= DEEP,
        initializers: [...HE, ...GLOROT],
    },
    {
        rule: "recurrent networks and GANs: orthogonal, or a scale of its own",
        applies: ({ task, architecture }) => task !== "supervised" || architecture === "rnn",
        initializers: ["orthogonal", "delta_orthogonal", "variance_scaling"],
    },
];
/** The rules that speak to this network, each held to what theory says of the best initializer it names. `tried` is best first. */
export function rulesFor(ask, tried, nameOf) {
    return sayings
        .filter((saying) => saying.applies(ask))
        .flatMap(({ rule, initializers }) => {
        const best = tried.find(({ choice }) => initializers.includes(choice.initializer));
        if (best === undefined)
            return [];
        const { fate, reason } = best.prospect;
        return [{ rule, holds: holds(fate), evidence: `${nameOf(best.choice)} is ${fate}: ${reason}` }];
    });
}
function holds(fate) {
    if (fate === "stable")
        return "yes";
    return fate.startsWith("stable but") || fate.endsWith("slowly") ? "in part" : "no";
}
