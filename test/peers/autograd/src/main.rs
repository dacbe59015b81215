//! rust-autograd: the initializers of its ArrayRng.

use autograd::ndarray_ext::ArrayRng;
use protocol_rs::{serve, About, Ask, Entries};
use rand::{rngs::StdRng, SeedableRng};
use serde_json::json;

const NAMES: &[&str] = &["glorot_uniform", "glorot_normal", "standard_normal", "standard_uniform"];

fn answer(ask: &Ask) -> Result<Entries, String> {
    if ask.dtype != "float32" {
        return Err(format!("{} in {}", ask.initializer, ask.dtype));
    }
    let shape = ask.axes::<2>()?;
    let generator = ArrayRng::<f32, _>::new(ask.seed.map_or_else(StdRng::from_entropy, StdRng::seed_from_u64));
    let drawn = match ask.initializer.as_str() {
        "glorot_uniform" => generator.glorot_uniform(&shape),
        "glorot_normal" => generator.glorot_normal(&shape),
        "standard_normal" => generator.standard_normal(&shape),
        "standard_uniform" => generator.standard_uniform(&shape),
        other => return Err(other.into()),
    };
    Ok(Entries::float32(&drawn.iter().copied().collect::<Vec<f32>>()))
}

fn main() -> std::io::Result<()> {
    let about = About { name: "autograd", version: "1.1.1", layout: "io" };
    let claims = json!({
        "glorot_uniform": { "as": "glorot_uniform" },
        "glorot_normal": { "as": "glorot_normal" },
        "standard_normal": { "as": "random_normal(stddev=1)" },
        "standard_uniform": { "as": "random_uniform(minval=0,maxval=1)" },
    });
    serve(&about, NAMES, claims, answer)
}
