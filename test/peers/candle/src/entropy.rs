//! The operating system's entropy, as rand asks for it: bytes that follow from a seed, so that a draw can be repeated.

use std::sync::Mutex;

static STATE: Mutex<u64> = Mutex::new(0);

/// The next bytes follow from this seed.
pub fn restart(seed: u64) {
    *STATE.lock().unwrap() = seed;
}

/// SplitMix64 (Steele, Lea and Flood).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Called by getrandom, whose custom backend `.cargo/config.toml` chooses; it hands over `length` bytes of memory.
#[no_mangle]
unsafe extern "Rust" fn __getrandom_v03_custom(memory: *mut u8, length: usize) -> Result<(), getrandom::Error> {
    std::ptr::write_bytes(memory, 0, length);
    let bytes = std::slice::from_raw_parts_mut(memory, length);
    let mut state = STATE.lock().unwrap();
    for chunk in bytes.chunks_mut(8) {
        chunk.copy_from_slice(&next(&mut state).to_le_bytes()[..chunk.len()]);
    }
    Ok(())
}
