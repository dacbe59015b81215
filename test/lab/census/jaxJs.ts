import { claim, type Peer } from "./peer.js";

export const jaxJs: Peer = {
  name: "@jax-js/jax",
  language: "JavaScript",
  subject: "jax-js",
  npm: "@jax-js/jax",
  claims: [
    claim("random_normal", "random_normal", "documentation of random.normal"),
    claim("random_uniform", "random_uniform", "documentation of random.uniform"),
  ],
  findings: [],
};
