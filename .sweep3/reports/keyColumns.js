export const KEY_COLUMNS = {
    subject: ({ key }) => key.subject,
    subject_version: ({ key }) => key.subjectVersion,
    initializer: ({ key }) => key.initializer,
    shape: ({ key }) => key.shape,
    layout: ({ key }) => key.layout,
    dtype: ({ key }) => key.dtype,
    seed: ({ key }) => key.seed,
};
