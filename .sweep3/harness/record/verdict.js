/** The verdict over several: any failure fails; else any doubt, or nothing at all, is doubt. */
export function worst(verdicts) {
    if (verdicts.includes("fail"))
        return "fail";
    return verdicts.length === 0 || verdicts.includes("undetermined") ? "undetermined" : "pass";
}
