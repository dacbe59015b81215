//! dfdx: what its layers begin with. Their sizes are types, so there are two matrices; its convolutions need a nightly compiler.

use dfdx::nn::builders;
use dfdx::prelude::*;
use protocol_rs::{serve, About, Ask, Entries};
use serde_json::json;

const NAMES: &[&str] = &["linear_default", "unbiased_linear_default", "embedding_default"];

/// A linear layer with I inputs and O outputs, whose weight is O by I, and an embedding of I words.
fn weight<const I: usize, const O: usize>(name: &str, device: &Cpu) -> Option<Vec<f32>> {
    match name {
        "linear_default" => Some(device.build_module::<builders::Linear<I, O>, f32>().weight.as_vec()),
        "unbiased_linear_default" => Some(device.build_module::<builders::UnbiasedLinear<I, O>, f32>().weight.as_vec()),
        "embedding_default" => Some(device.build_module::<builders::Embedding<I, O>, f32>().weight.as_vec()),
        _ => None,
    }
}

fn answer(ask: &Ask) -> Result<Entries, String> {
    let device = ask.seed.map_or_else(Cpu::default, Cpu::seed_from_u64);
    let name = ask.initializer.as_str();
    let drawn = match (ask.axes::<2>()?, name == "embedding_default", ask.dtype.as_str()) {
        ([30, 50], false, "float32") => weight::<50, 30>(name, &device),
        ([7, 13], false, "float32") => weight::<13, 7>(name, &device),
        ([30, 50], true, "float32") => weight::<30, 50>(name, &device),
        ([7, 13], true, "float32") => weight::<7, 13>(name, &device),
        _ => None,
    };
    drawn.map(|values| Entries::float32(&values)).ok_or_else(|| format!("{name} of {:?} in {}", ask.shape, ask.dtype))
}

fn main() -> std::io::Result<()> {
    let about = About { name: "dfdx", version: "0.13.0", layout: "oi" };
    let at = |layout: &str| json!({ "as": "torch:linear_default", "layout": layout, "shapes": ["7x13", "30x50"] });
    let claims = json!({ "linear_default": at("oi"), "unbiased_linear_default": at("oi"), "embedding_default": at("io") });
    serve(&about, NAMES, claims, answer)
}
