/** The part of TensorFlow.js that is used here, and where it is found. */
import { loadPeer } from "./peer.js";
export async function loadTfjs() {
    const tf = await loadPeer("tfjs", "@tensorflow/tfjs");
    tf.env().set("IS_TEST", true); // or it greets every user on stderr
    await tf.setBackend("cpu");
    return tf;
}
