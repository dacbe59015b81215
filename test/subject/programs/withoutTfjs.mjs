// Makes a machine without TensorFlow.js of one that has it: node --import ./withoutTfjs.mjs
import { register } from "node:module";

register(
  `data:text/javascript,${encodeURIComponent(`
    export async function resolve(specifier, context, next) {
      if (specifier.includes("@tensorflow/tfjs")) throw new Error("Cannot find package " + specifier);
      return next(specifier, context);
    }`)}`,
);
