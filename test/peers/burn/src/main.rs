//! burn-nn: its initializers, and the weights that its layers begin with, on the backend flex.

use burn::nn::conv::{Conv1dConfig, Conv2dConfig, ConvTranspose2dConfig, DeformConv2dConfig};
use burn::nn::{EmbeddingConfig, GruConfig, Initializer, LinearConfig, LinearLayout, LstmConfig};
use burn::tensor::{Device, Tensor};
use protocol_rs::{serve, About, Ask, Entries};
use serde_json::json;

const NAMES: &[&str] = &[
    "uniform",
    "normal",
    "kaiming_uniform",
    "kaiming_normal",
    "xavier_uniform",
    "xavier_normal",
    "orthogonal",
    "linear_default",
    "linear_col_default",
    "conv_default",
    "deform_conv_default",
    "conv_transpose_default",
    "embedding_default",
    "lstm_default",
    "gru_default",
];

/// The gain is the caller's to say; that of the layers' defaults stands for it.
fn initializer(ask: &Ask) -> Option<Initializer> {
    let fan_out_only = ask.word("fan_out_only", "false") == "true";
    let kaiming = ask.number("gain", 1. / 3f64.sqrt());
    let gain = ask.number("gain", 1.);
    Some(match ask.initializer.as_str() {
        "uniform" => Initializer::Uniform { min: ask.number("min", 0.), max: ask.number("max", 1.) },
        "normal" => Initializer::Normal { mean: ask.number("mean", 0.), std: ask.number("std", 1.) },
        "kaiming_uniform" => Initializer::KaimingUniform { gain: kaiming, fan_out_only },
        "kaiming_normal" => Initializer::KaimingNormal { gain: kaiming, fan_out_only },
        "xavier_uniform" => Initializer::XavierUniform { gain },
        "xavier_normal" => Initializer::XavierNormal { gain },
        "orthogonal" => Initializer::Orthogonal { gain },
        _ => return None,
    })
}

fn floats<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f32>, String> {
    tensor.into_data().to_vec().map_err(|error| format!("{error:?}"))
}

/// The weight of a layer that takes the initializer, else of its default.
fn weight(ask: &Ask, device: &Device) -> Result<Vec<f32>, String> {
    let groups = ask.groups;
    let given = initializer(ask);
    let name = if given.is_some() { "given" } else { ask.initializer.as_str() };
    match (name, ask.shape.as_slice()) {
        ("given" | "linear_default", &[i, o]) => {
            let config = LinearConfig::new(i, o);
            let config = given.into_iter().fold(config, LinearConfig::with_initializer);
            floats(config.init(device).weight.val())
        }
        ("linear_col_default", &[i, o]) => {
            let config = LinearConfig::new(i, o).with_layout(LinearLayout::Col);
            floats(config.init(device).weight.val())
        }
        ("given" | "conv_default", &[o, i, k]) => {
            let config = Conv1dConfig::new(i * groups, o, k).with_groups(groups);
            let config = given.into_iter().fold(config, Conv1dConfig::with_initializer);
            floats(config.init(device).weight.val())
        }
        ("given" | "conv_default", &[o, i, h, w]) => {
            let config = Conv2dConfig::new([i * groups, o], [h, w]).with_groups(groups);
            let config = given.into_iter().fold(config, Conv2dConfig::with_initializer);
            floats(config.init(device).weight.val())
        }
        ("deform_conv_default", &[o, i, h, w]) => {
            let config = DeformConv2dConfig::new([i * groups, o], [h, w]).with_weight_groups(groups);
            floats(config.init(device).weight.val())
        }
        ("conv_transpose_default", &[i, o, h, w]) => {
            let config = ConvTranspose2dConfig::new([i, o * groups], [h, w]).with_groups(groups);
            floats(config.init(device).weight.val())
        }
        ("embedding_default", &[n, d]) => floats(EmbeddingConfig::new(n, d).init(device).weight.val()),
        ("lstm_default", &[i, o]) => {
            let layer = LstmConfig::new(i, o, false).init(device);
            floats(layer.output_gate.input_transform.weight.val())
        }
        ("gru_default", &[i, o]) => {
            let layer = GruConfig::new(i, o, false).init(device);
            floats(layer.new_gate.input_transform.weight.val())
        }
        (_, shape) => Err(format!("{} of {shape:?}", ask.initializer)),
    }
}

fn answer(ask: &Ask) -> Result<Entries, String> {
    if ask.dtype != "float32" {
        return Err(format!("{} in {}", ask.initializer, ask.dtype));
    }
    let device = Device::default();
    if let Some(seed) = ask.seed {
        device.seed(seed);
    }
    weight(ask, &device).map(|values| Entries::float32(&values))
}

fn main() -> std::io::Result<()> {
    let about = About { name: "burn", version: "0.22.1", layout: "io,oik,oihw" };
    let same = |name: &str| json!({ "as": format!("burn:{name}") });
    let at = |name: &str, layout: &str, shape: &str| json!({ "as": name, "layout": layout, "shapes": [shape] });
    let claims = json!({
        "uniform": same("uniform"),
        "normal": same("normal"),
        "kaiming_uniform": same("kaiming_uniform"),
        "kaiming_normal": same("kaiming_normal"),
        "xavier_uniform": same("xavier_uniform"),
        "xavier_normal": same("xavier_normal"),
        "orthogonal": same("orthogonal"),
        "linear_default": at("burn:linear_default", "io", "30x50"),
        "linear_col_default": at("burn:linear_default", "io", "30x50"),
        "conv_default": at("burn:conv_default", "oihw", "7x5x3x2"),
        "deform_conv_default": at("burn:conv_default", "oihw", "7x5x3x2"),
        "conv_transpose_default": at("torch:conv_transpose_default", "iohw", "40x5x3x2"),
        "embedding_default": at("burn:embedding_default", "io", "30x50"),
        "lstm_default": at("glorot_normal", "io", "30x50"),
        "gru_default": at("glorot_normal", "io", "30x50"),
    });
    serve(&about, NAMES, claims, answer)
}
