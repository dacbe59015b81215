export const tensorsOf = ({ samples }) => samples.flatMap(({ tensors }) => tensors);
export const valuesOf = ({ samples }) => samples[0].values;
export const failedAny = ({ failed }, ...names) => names.some((name) => failed.includes(name));
