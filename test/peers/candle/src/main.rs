//! candle-nn: its initializers, and the weights that its layers begin with.

mod entropy;

use candle_core::{DType, Device, Result, Tensor};
use candle_nn::init::{FanInOut, Init, NonLinearity, NormalOrUniform};
use candle_nn::rnn::{GRUConfig, LSTMConfig, GRU, LSTM};
use candle_nn::{Conv1dConfig, Conv2dConfig, ConvTranspose1dConfig, ConvTranspose2dConfig, VarBuilder, VarMap};
use protocol_rs::{serve, About, Ask, Entries};
use serde_json::json;
use std::io::Read;

const NAMES: &[&str] = &[
    "const",
    "randn",
    "uniform",
    "kaiming_uniform",
    "kaiming_normal",
    "linear_default",
    "linear_bias_default",
    "conv_default",
    "conv_bias_default",
    "conv_transpose_default",
    "embedding_default",
    "lstm_default",
    "gru_default",
];

fn dtype(ask: &Ask) -> std::result::Result<DType, String> {
    match ask.dtype.as_str() {
        "float32" => Ok(DType::F32),
        "float64" => Ok(DType::F64),
        "float16" => Ok(DType::F16),
        "bfloat16" => Ok(DType::BF16),
        other => Err(format!("{} in {other}", ask.initializer)),
    }
}

fn kaiming(ask: &Ask, dist: NormalOrUniform) -> std::result::Result<Init, String> {
    let fan = match ask.word("fan", "fan_in") {
        "fan_in" => FanInOut::FanIn,
        "fan_out" => FanInOut::FanOut,
        other => return Err(format!("fan={other}")),
    };
    let non_linearity = match ask.word("non_linearity", "relu") {
        "relu" => NonLinearity::ReLU,
        "linear" => NonLinearity::Linear,
        "sigmoid" => NonLinearity::Sigmoid,
        "tanh" => NonLinearity::Tanh,
        "selu" => NonLinearity::SELU,
        other => return Err(format!("non_linearity={other}")),
    };
    Ok(Init::Kaiming { dist, fan, non_linearity })
}

fn initializer(ask: &Ask) -> std::result::Result<Option<Init>, String> {
    Ok(Some(match ask.initializer.as_str() {
        "const" => Init::Const(ask.number("value", 0.)),
        "randn" => Init::Randn { mean: ask.number("mean", 0.), stdev: ask.number("stdev", 1.) },
        "uniform" => Init::Uniform { lo: ask.number("lo", 0.), up: ask.number("up", 1.) },
        "kaiming_uniform" => kaiming(ask, NormalOrUniform::Uniform)?,
        "kaiming_normal" => kaiming(ask, NormalOrUniform::Normal)?,
        _ => return Ok(None),
    }))
}

/// Makes the layer whose weight has the shape that was asked for, and says the weight's name in it. The shape of a bias does
/// not tell the layer: the parameter `fan_in` does, for convolutions with kernels of three by three.
fn make(ask: &Ask, vb: VarBuilder) -> std::result::Result<Result<&'static str>, String> {
    let groups = ask.groups;
    let fan_in = ask.number("fan_in", 270.) as usize;
    Ok(match (ask.initializer.as_str(), ask.shape.as_slice()) {
        ("linear_default", &[o, i]) => candle_nn::linear(i, o, vb).map(|_| "weight"),
        ("linear_bias_default", &[o]) => candle_nn::linear(fan_in, o, vb).map(|_| "bias"),
        ("conv_default", &[o, i, k]) => {
            let config = Conv1dConfig { groups, ..Default::default() };
            candle_nn::conv1d(i * groups, o, k, config, vb).map(|_| "weight")
        }
        ("conv_default", &[o, i, h, w]) if h == w => {
            let config = Conv2dConfig { groups, ..Default::default() };
            candle_nn::conv2d(i * groups, o, h, config, vb).map(|_| "weight")
        }
        ("conv_bias_default", &[o]) => {
            candle_nn::conv2d(fan_in / 9, o, 3, Conv2dConfig::default(), vb).map(|_| "bias")
        }
        ("conv_transpose_default", &[i, o, k]) => {
            let config = ConvTranspose1dConfig { groups, ..Default::default() };
            candle_nn::conv_transpose1d(i, o * groups, k, config, vb).map(|_| "weight")
        }
        ("conv_transpose_default", &[i, o, h, w]) if h == w && groups == 1 => {
            candle_nn::conv_transpose2d(i, o, h, ConvTranspose2dConfig::default(), vb).map(|_| "weight")
        }
        ("embedding_default", &[n, d]) => candle_nn::embedding(n, d, vb).map(|_| "weight"),
        ("lstm_default", &[o, i]) if o % 4 == 0 => LSTM::new(i, o / 4, LSTMConfig::default(), vb).map(|_| "weight_ih_l0"),
        ("gru_default", &[o, i]) if o % 3 == 0 => GRU::new(i, o / 3, GRUConfig::default(), vb).map(|_| "weight_ih_l0"),
        (name, shape) => return Err(format!("{name} of {shape:?}")),
    })
}

fn tensor(ask: &Ask) -> std::result::Result<Tensor, String> {
    let (dtype, device) = (dtype(ask)?, Device::Cpu);
    let drawn = match initializer(ask)? {
        Some(init) => init.var(ask.shape.as_slice(), dtype, &device).map(|var| var.as_tensor().clone()),
        None => {
            let variables = VarMap::new();
            let made = make(ask, VarBuilder::from_varmap(&variables, dtype, &device))?;
            made.map(|name| variables.data().lock().unwrap()[name].as_tensor().clone())
        }
    };
    drawn.map_err(|error| error.to_string().lines().next().unwrap_or_default().into())
}

fn entries(drawn: &Tensor) -> Result<Entries> {
    let flat = drawn.flatten_all()?;
    Ok(match drawn.dtype() {
        DType::F64 => Entries::float64(&flat.to_vec1::<f64>()?),
        DType::F16 => Entries::float16(flat.to_vec1::<half::f16>()?.into_iter().map(half::f16::to_bits)),
        DType::BF16 => Entries::bfloat16(flat.to_vec1::<half::bf16>()?.into_iter().map(half::bf16::to_bits)),
        _ => Entries::float32(&flat.to_vec1::<f32>()?),
    })
}

/// 64 bits that the operating system really drew.
fn fresh() -> u64 {
    let mut bytes = [0; 8];
    std::fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes)).expect("the system has entropy");
    u64::from_le_bytes(bytes)
}

/// A thread of its own for each answer, since rand seeds its generator once a thread.
fn answer(ask: &Ask) -> std::result::Result<Entries, String> {
    entropy::restart(ask.seed.unwrap_or_else(fresh));
    let drawn = std::thread::scope(|scope| scope.spawn(|| tensor(ask)).join().expect("candle does not panic"))?;
    entries(&drawn).map_err(|error| error.to_string())
}

fn main() -> std::io::Result<()> {
    let about = About { name: "candle", version: "0.11.1", layout: "o,oi,oik,oihw" };
    let named = |of: &str| json!({ "as": of });
    let gates = |n: usize| json!({ "as": "he_uniform", "layout": "(go)i", "groups": n, "shapes": ["120x50"] });
    let claims = json!({
        "const": named("candle:const"),
        "randn": named("candle:randn"),
        "uniform": named("candle:uniform"),
        "kaiming_uniform": named("candle:kaiming_uniform"),
        "kaiming_normal": named("candle:kaiming_normal"),
        "linear_default": { "as": "candle:linear_default", "shapes": ["30x50"] },
        "linear_bias_default": { "as": "torch:linear_bias_default", "layout": "o", "params": { "fan_in": 30 }, "shapes": ["900"] },
        "conv_default": { "as": "candle:conv_default", "shapes": ["7x5x3", "7x5x3x3"] },
        "conv_bias_default": { "as": "torch:conv_bias_default", "layout": "o", "params": { "fan_in": 270 }, "shapes": ["900"] },
        "conv_transpose_default": { "as": "torch:conv_transpose_default", "layout": "iok,iohw", "shapes": ["40x5x3x3"] },
        "embedding_default": { "as": "candle:embedding_default", "shapes": ["30x50"] },
        "lstm_default": gates(4),
        "gru_default": gates(3),
    });
    serve(&about, NAMES, claims, answer)
}
