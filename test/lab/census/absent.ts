/** Libraries that the census does not gate, each with the reason. */
export const absentLibraries: readonly { readonly library: string; readonly reason: string }[] = [
  { library: "mlpack (C++)", reason: "Debian 12 has no package of it" },
  {
    library: "torch for R",
    reason: "Debian 12 has no r-cran-torch, and CRAN was not reachable from where the census runs",
  },
  {
    library: "Flux, Lux, Knet (Julia)",
    reason:
      "Debian 12 has no julia, and the server and registry of Julia were not reachable from where the census runs",
  },
  { library: "tch (Rust)", reason: "not tried: it needs the libtorch of its own version, which no registry has" },
  {
    library: "Tribuo (Java)",
    reason: "not tried: its models are trained as they are made, without a call for weights before",
  },
  { library: "@stdlib (JavaScript)", reason: "it has random numbers and no initializers of weights" },
  {
    library: "Flax, Haiku and the others on CUDA",
    reason: "no GPU was there: --param device=cuda of torch and jax says so",
  },
];
