export const commands = {
    check: {
        says: "gate a subject: does every initializer follow the law it documents?",
        module: "./harness/command/check.js",
        add: "addCheck",
    },
    audit: {
        says: "gate weights at rest: files of every common format, and models of several files",
        module: "./harness/command/audit.js",
        add: "addAudit",
    },
    bench: {
        says: "time the reference and every installed peer, side by side",
        module: "./harness/command/bench.js",
        add: "addBench",
    },
    baseline: {
        says: "record what a subject draws, and compare: same bits, same law or another law",
        module: "./harness/command/baseline.js",
        add: "addBaseline",
    },
    propagate: {
        says: "variance versus depth: real networks against what their initializer predicts",
        module: "./harness/command/propagate.js",
        add: "addPropagate",
    },
    recommend: {
        says: "rank initializers for a network by what theory says they would do",
        module: "./harness/command/recommend.js",
        add: "addRecommend",
    },
    run: {
        says: "a plan of checks, audits, propagations and baselines in one TOML file, under one alpha",
        module: "./harness/command/run.js",
        add: "addRun",
    },
    merge: {
        says: "the whole run from the directories of its shards; exits as the whole run would have",
        module: "./harness/command/merge.js",
        add: "addMerge",
    },
    completion: {
        says: "a script for bash, zsh or fish that completes commands and options",
        module: "./harness/command/completion.js",
        add: "addCompletion",
        needsAll: true,
    },
    report: {
        says: "one self-contained page, report.html, from directories of results; exit 0 when it is written",
        module: "./harness/command/reportPage.js",
        add: "addReportPage",
    },
};
