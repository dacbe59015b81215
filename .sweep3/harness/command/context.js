export const exitCode = (verdict) => ({ pass: 0, fail: 1, undetermined: 2 })[verdict];
