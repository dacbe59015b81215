import { claim, type Peer } from "./peer.js";

export const sklearn: Peer = {
  name: "scikit-learn",
  language: "Python",
  program: ["python", "sklearn_mlp.py"],
  pip: { latest: ["scikit-learn"], older: ["scikit-learn==1.3.2", "numpy<2"] },
  claims: ["mlp_classifier", "mlp_regressor"].flatMap((name) =>
    ["relu", "logistic"].map((activation) =>
      claim(name, "sklearn:mlp_weights", "source, after Glorot and Bengio", { params: { activation } }),
    ),
  ),
  findings: [],
};
