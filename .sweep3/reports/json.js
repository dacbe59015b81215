export const json = { name: "json", files: () => ({}) };
