//! The subject protocol: one JSON object a line on stdin, one answer each on stdout, in order.

use serde_json::{json, Map, Value};
use std::io::{self, BufRead, Write};

/// What a library is, for the answer to `describe`.
pub struct About {
    pub name: &'static str,
    pub version: &'static str,
    /// A comma list, matched by the number of axes.
    pub layout: &'static str,
}

/// One request.
pub struct Ask {
    pub initializer: String,
    pub shape: Vec<usize>,
    pub groups: usize,
    pub dtype: String,
    /// `None` asks for fresh entropy.
    pub seed: Option<u64>,
    params: Map<String, Value>,
}

impl Ask {
    fn read(fields: &Value) -> Self {
        let shape = fields["shape"].as_array().into_iter().flatten();
        Ask {
            initializer: fields["initializer"].as_str().unwrap_or_default().into(),
            shape: shape.filter_map(Value::as_u64).map(|n| n as usize).collect(),
            groups: fields["groups"].as_u64().unwrap_or(1) as usize,
            dtype: fields["dtype"].as_str().unwrap_or("float32").into(),
            seed: fields["seed"].as_u64(),
            params: fields["params"].as_object().cloned().unwrap_or_default(),
        }
    }

    pub fn number(&self, name: &str, default: f64) -> f64 {
        self.params.get(name).and_then(Value::as_f64).unwrap_or(default)
    }

    pub fn word<'a>(&'a self, name: &str, default: &'a str) -> &'a str {
        self.params.get(name).and_then(Value::as_str).unwrap_or(default)
    }

    /// The shape, where the library takes so many axes.
    pub fn axes<const N: usize>(&self) -> Result<[usize; N], String> {
        let shape = self.shape.clone();
        shape.try_into().map_err(|_| format!("{} of {} axes", self.initializer, self.shape.len()))
    }
}

/// Entries in C order, with NumPy's name of their type; bfloat16 is two bytes that NumPy has no name for.
pub struct Entries {
    descr: &'static str,
    bytes: Vec<u8>,
}

impl Entries {
    pub fn float32(values: &[f32]) -> Self {
        Entries { descr: "<f4", bytes: values.iter().flat_map(|x| x.to_le_bytes()).collect() }
    }

    pub fn float64(values: &[f64]) -> Self {
        Entries { descr: "<f8", bytes: values.iter().flat_map(|x| x.to_le_bytes()).collect() }
    }

    pub fn float16(bits: impl Iterator<Item = u16>) -> Self {
        Entries { descr: "<f2", bytes: bits.flat_map(u16::to_le_bytes).collect() }
    }

    pub fn bfloat16(bits: impl Iterator<Item = u16>) -> Self {
        Entries { descr: "<V2", bytes: bits.flat_map(u16::to_le_bytes).collect() }
    }
}

/// One `.npy` file, version 1.
fn npy(shape: &[usize], entries: &Entries) -> Vec<u8> {
    let axes: String = shape.iter().map(|n| format!("{n}, ")).collect();
    let text = format!("{{'descr': '{}', 'fortran_order': False, 'shape': ({axes}), }}", entries.descr);
    let length = (text.len() + 11).div_ceil(64) * 64 - 10;
    let mut file = b"\x93NUMPY\x01\x00".to_vec();
    file.extend((length as u16).to_le_bytes());
    file.extend(format!("{text:<width$}\n", width = length - 1).bytes());
    file.extend(&entries.bytes);
    file
}

/// Answers until stdin ends. An `Err` of `draw` is an answer: unsupported.
pub fn serve(about: &About, initializers: &[&str], claims: Value, draw: impl Fn(&Ask) -> Result<Entries, String>) -> io::Result<()> {
    for line in io::stdin().lock().lines() {
        let fields: Value = serde_json::from_str(&line?)?;
        let answer = if fields["describe"] == true {
            let (name, version, layout) = (about.name, about.version, about.layout);
            let words = json!({ "name": name, "version": version, "layout": layout, "initializers": initializers, "claims": claims });
            format!("{words}\n").into_bytes()
        } else {
            let ask = Ask::read(&fields);
            match draw(&ask) {
                Ok(entries) => npy(&ask.shape, &entries),
                Err(why) => format!("{}\n", json!({ "id": fields["id"], "error": format!("unsupported: {why}") })).into_bytes(),
            }
        };
        let mut out = io::stdout().lock();
        out.write_all(&answer)?;
        out.flush()?;
    }
    Ok(())
}
