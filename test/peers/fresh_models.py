"""A fresh model of timm or Transformers, as it is made by its name or its configuration.

    fresh_models.py MODEL FOLDER [SEED]

writes FOLDER/model.safetensors, FOLDER/config.json with the numbers of its configuration, and prints the library's version.
"""
import json
import os
import sys

os.environ["TRANSFORMERS_VERBOSITY"] = "error"
import torch
from safetensors.torch import save_file

# Of Transformers: the class, its configuration, and numbers that make it small.
DECODER = dict(hidden_size=256, intermediate_size=512, num_hidden_layers=4, num_attention_heads=4, vocab_size=2000)
TRANSFORMERS = {
    "gpt2": ("GPT2LMHeadModel", "GPT2Config", dict(n_layer=4, n_embd=256, n_head=4, vocab_size=2000)),
    "llama": ("LlamaForCausalLM", "LlamaConfig", dict(DECODER, num_key_value_heads=2)),
    "qwen2": ("Qwen2ForCausalLM", "Qwen2Config", dict(DECODER, num_key_value_heads=2)),
    "mixtral": ("MixtralForCausalLM", "MixtralConfig", dict(DECODER, num_key_value_heads=2, num_local_experts=4)),
    "bert": ("BertForPreTraining", "BertConfig", DECODER),
    "t5": ("T5ForConditionalGeneration", "T5Config", dict(d_model=256, d_kv=64, d_ff=512, num_layers=4, num_heads=4, vocab_size=2000)),
    "mamba": ("MambaForCausalLM", "MambaConfig", dict(
        hidden_size=256, num_hidden_layers=4, vocab_size=2000, state_size=16, rescale_prenorm_residual=True, tie_word_embeddings=False,
    )),
}


def made(name):
    """The model, the numbers of its configuration, and the version of its library."""
    if name in TRANSFORMERS:
        import transformers

        model, config, numbers = TRANSFORMERS[name]
        config = getattr(transformers, config)(**numbers)
        return getattr(transformers, model)(config), config.to_dict(), transformers.__version__
    import timm

    name, _, mode = name.partition(":")
    options = {"weight_init": mode} if mode else {}
    return timm.create_model(name, pretrained=False, **options), {}, timm.__version__


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.manual_seed(int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    model, config, version = made(sys.argv[1])
    os.makedirs(sys.argv[2], exist_ok=True)
    state = {name: value.detach().clone().contiguous() for name, value in model.state_dict().items()}
    save_file(state, os.path.join(sys.argv[2], "model.safetensors"))
    with open(os.path.join(sys.argv[2], "config.json"), "w") as file:
        json.dump(config, file, default=str)
    print(version)
