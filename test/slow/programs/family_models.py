"""Fresh models of the real libraries, and the same with one mistake planted, saved for the contracts of their families.

    family_models.py FOLDER SEED...

writes FOLDER/<family>/right-<seed>/ for every seed and FOLDER/<family>/<mistake>/ with the first: model.safetensors, and a
config.json with the numbers that the contract needs. A family whose library is absent is left out, and said so on stderr. The last
line of the output is JSON of all that was made: family, mistake, names of the tensors that it changed.
"""
import json, math, os, sys, warnings

warnings.filterwarnings("ignore")
os.environ["TRANSFORMERS_VERBOSITY"] = "error"
import torch
from safetensors.torch import save_file
from torch import nn

FOLDER, SEEDS = sys.argv[1], [int(word) for word in sys.argv[2:]]
FAMILIES = {}


def family(function):
    FAMILIES[function.__name__.replace("_", "-")] = function
    return function


def normal(std):
    return lambda w: w.normal_(0, std)


def redraw(law, *ends):
    """A mistake: every tensor whose name ends so is drawn again."""

    def change(state):
        names = [name for name in state if name.endswith(ends)]
        assert names, f"no tensor ends in {ends}"
        for name in names:
            law(state[name])

    return change


def state_of(model):
    state = model if isinstance(model, dict) else model.state_dict()
    return {name: value.detach().clone().contiguous() for name, value in state.items()}


def truncated(std, sds):
    return lambda w: nn.init.trunc_normal_(w, std=std, a=-sds * std, b=sds * std)


def transformer(name, config_name, **numbers):
    import transformers

    config = getattr(transformers, config_name)(**numbers)
    return getattr(transformers, name)(config), config.to_dict()


@family
def gpt2():
    model, config = transformer("GPT2LMHeadModel", "GPT2Config", n_layer=3, n_embd=64, n_head=4, vocab_size=500, n_positions=128)

    def on_the_wrong_matrix(state):
        redraw(normal(0.02 / math.sqrt(6)), "mlp.c_fc.weight")(state)
        redraw(normal(0.02), "mlp.c_proj.weight")(state)

    def by_the_root_of_one_layer_count(state):
        redraw(normal(0.02 / math.sqrt(3)), "c_proj.weight")(state)

    return model, config, {
        "depth-scaling-missing": redraw(normal(0.02), "c_proj.weight"),
        "depth-scaling-on-the-wrong-matrix": on_the_wrong_matrix,
        "depth-scaling-without-the-2": by_the_root_of_one_layer_count,
        "tie-broken": redraw(normal(0.02), "lm_head.weight"),
    }


DECODER = dict(hidden_size=64, intermediate_size=160, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2, vocab_size=500)


def decoder_mistakes(std=0.02):
    return {
        "depth-scaling-added": redraw(normal(std / 2), "o_proj.weight", "down_proj.weight"),
        "truncated-at-2-sd": redraw(truncated(std, 2), "q_proj.weight", "up_proj.weight"),
        "xavier-in-the-heads": redraw(nn.init.xavier_uniform_, "k_proj.weight"),
    }


@family
def llama():
    return *transformer("LlamaForCausalLM", "LlamaConfig", **DECODER), decoder_mistakes()


@family
def qwen():
    return *transformer("Qwen2ForCausalLM", "Qwen2Config", **DECODER), decoder_mistakes()


@family
def mixtral():
    model, config = transformer("MixtralForCausalLM", "MixtralConfig", num_local_experts=4, **DECODER)
    return model, config, {
        "router-by-default": redraw(lambda w: nn.init.kaiming_uniform_(w, a=math.sqrt(5)), "mlp.gate.weight"),
        "experts-equal": lambda state: [w.copy_(w[:1].expand_as(w).clone()) for name, w in state.items() if "experts" in name],
        "depth-scaling-added": redraw(normal(0.01), "experts.down_proj"),
    }


OLMO_DEPTH = {
    "normal": lambda layer: 1,
    "llama": lambda layer: 4,
    "llama_depth": lambda layer: 2 * (layer + 1),
}


def olmo_mode(mode):
    from olmo_core.nn.transformer import TransformerConfig
    from olmo_core.nn.transformer.init import InitMethod

    config = TransformerConfig.llama_like(vocab_size=500, d_model=64, n_layers=2, n_heads=4)
    config.init_method = InitMethod(mode)
    model = config.build(init_device="cpu")
    model.init_weights(device=torch.device("cpu"))
    mistakes = {"truncated-at-100-sd": redraw(lambda w: nn.init.trunc_normal_(w, std=0.02), "attention.w_q.weight", "feed_forward.w1.weight")}
    if mode == "normalized":
        mistakes = {"depth-scaling-missing": redraw(truncated(0.125, 3), "feed_forward.w2.weight")}
    if mode == "fan_in":
        mistakes = {"one-scale-for-all": redraw(truncated(0.125, 3), "feed_forward.w2.weight")}
    if mode in ("llama", "llama_depth"):
        mistakes["depth-scaling-missing"] = redraw(truncated(0.02, 3), "attention.w_out.weight")

        def on_the_wrong_matrix(state):
            for layer in (0, 1):
                truncated(0.02 / math.sqrt(OLMO_DEPTH[mode](layer)), 3)(state[f"blocks.{layer}.feed_forward.w1.weight"])
                truncated(0.02, 3)(state[f"blocks.{layer}.feed_forward.w3.weight"])

        mistakes["depth-scaling-on-the-wrong-matrix"] = on_the_wrong_matrix
    return model, dict(n_layers=2, d_model=64), mistakes


for one in ("normal", "llama", "llama_depth", "normalized", "fan_in"):
    FAMILIES["olmo" if one == "normal" else "olmo-" + one.replace("_", "-")] = lambda mode=one: olmo_mode(mode)


@family
def torchtitan():
    import torchtitan.models.llama3 as llama3

    model = llama3._debugmodel("flex").build()
    model.init_states()

    def on_the_wrong_matrix(state):
        for name in [name for name in state if name.endswith("feed_forward.w1.weight")]:
            layer = int(name.split(".")[1])
            normal(0.02 / math.sqrt(2 * (layer + 1)))(state[name])
            normal(0.02)(state[name.replace("w1", "w3")])

    def one_scale_for_all_layers(state):
        redraw(normal(0.02 / math.sqrt(2 * 6)), "wo.weight")(state)

    return model, {}, {
        "depth-scaling-missing": redraw(normal(0.02), "wo.weight", "feed_forward.w2.weight"),
        "depth-scaling-on-the-wrong-matrix": on_the_wrong_matrix,
        "one-depth-for-all-layers": one_scale_for_all_layers,
        "truncated-at-3-sd": redraw(truncated(0.02, 3), "feed_forward.w1.weight"),
        "output-truncated-at-100-sd": redraw(lambda w: nn.init.trunc_normal_(w, std=1 / 16), "lm_head.weight"),
    }


@family
def bert():
    model, config = transformer(
        "BertForPreTraining", "BertConfig", hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4, vocab_size=500
    )

    def padding_drawn(state):
        state["bert.embeddings.word_embeddings.weight"][0].normal_(0, 0.02)
        state["cls.predictions.decoder.weight"] = state["bert.embeddings.word_embeddings.weight"].clone()

    return model, config, {
        "padding-drawn": padding_drawn,
        "tie-broken": redraw(normal(0.02), "cls.predictions.decoder.weight"),
        "bias-drawn": redraw(normal(0.02), "query.bias"),
    }


@family
def t5():
    model, config = transformer("T5ForConditionalGeneration", "T5Config", d_model=64, d_kv=16, d_ff=128, num_layers=2, num_heads=4, vocab_size=500)
    return model, config, {
        "queries-unscaled": redraw(normal(1 / math.sqrt(64)), "Attention.q.weight"),
        "tie-broken": redraw(normal(1), "decoder.embed_tokens.weight"),
    }


def timm_model(name, **options):
    import timm

    return timm.create_model(name, pretrained=False, **options), {}


VIT = dict(img_size=32, patch_size=8, embed_dim=64, depth=2, num_heads=4, num_classes=50)


def vit_mode(init, **more):
    model, config = timm_model("vit_tiny_patch16_224", **VIT, weight_init=init, init_values=1e-5, **more)
    return model, dict(init_values=1e-5)


@family
def vit():
    return *vit_mode(""), {
        "truncated-at-2-sd": redraw(truncated(0.02, 2), "attn.proj.weight", "mlp.fc1.weight"),
        "xavier": redraw(nn.init.xavier_uniform_, "mlp.fc2.weight"),
        "layer-scale-of-1": redraw(nn.init.ones_, "ls1.gamma"),
    }


@family
def vit_jax():
    def three_matrices(w):
        w.uniform_(-math.sqrt(6 / 128), math.sqrt(6 / 128))

    return *vit_mode("jax"), {
        "qkv-as-three": redraw(three_matrices, "qkv.weight"),
        "head-drawn": redraw(nn.init.xavier_uniform_, "head.weight"),
    }


@family
def vit_moco():
    return *vit_mode("moco"), {"qkv-as-one": redraw(nn.init.xavier_uniform_, "qkv.weight")}


@family
def swin():
    model, config = timm_model(
        "swin_tiny_patch4_window7_224", img_size=56, embed_dim=32, depths=(1, 2), num_heads=(2, 4), window_size=7, num_classes=20
    )
    return model, config, {
        "truncated-at-2-sd": redraw(truncated(0.02, 2), "mlp.fc1.weight"),
        "table-drawn-as-a-normal-of-1": redraw(normal(1), "relative_position_bias_table"),
    }


@family
def convnext():
    model, config = timm_model("convnext_atto", depths=(1, 1, 2, 1), dims=(16, 32, 48, 64), num_classes=20, use_grn=False)
    return model, config, {
        "truncated-at-2-sd": redraw(truncated(0.02, 2), "mlp.fc1.weight"),
        "default": redraw(lambda w: nn.init.kaiming_uniform_(w, a=math.sqrt(5)), "conv_dw.weight"),
        "layer-scale-of-1": redraw(nn.init.ones_, "gamma"),
    }


def timm_resnet(name, last, ones):
    model, config = timm_model(name, num_classes=20)
    return model, config, {
        "last-norm-of-1": redraw(nn.init.ones_, f"1.{last}.weight"),
        "norm-of-0": redraw(nn.init.zeros_, f"1.{ones}.weight"),
        "fan-in": redraw(lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu"), "2.0.conv1.weight", "3.0.conv1.weight"),
    }


@family
def resnet_timm():
    return timm_resnet("resnet26", "bn3", "bn2")


@family
def resnet_timm_basic():
    return timm_resnet("resnet18", "bn2", "bn1")


@family
def resnet():
    import torchvision

    model = torchvision.models.resnet18(num_classes=50, weights=None)
    return model, {}, {
        "fan-in": redraw(lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu"), "0.conv1.weight"),
        "default": redraw(lambda w: nn.init.kaiming_uniform_(w, a=math.sqrt(5)), "1.conv2.weight"),
    }


@family
def lora():
    import peft

    base = nn.Sequential()
    base.q_proj, base.v_proj, base.words = nn.Linear(256, 192), nn.Linear(256, 128), nn.Embedding(300, 64)
    adapted = peft.get_peft_model(base, peft.LoraConfig(r=8, target_modules=["q_proj", "v_proj", "words"]))

    def swapped(state):
        for name in [name for name in state if "lora_A" in name]:
            other = name.replace("lora_A", "lora_B")
            nn.init.kaiming_uniform_(state[other], a=math.sqrt(5))
            state[name].zero_()

    return peft.get_peft_model_state_dict(adapted), {}, {"a-and-b-swapped": swapped}


@family
def lstm():
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(100, 64, num_layers=2)
            for name, value in self.lstm.named_parameters():
                if "bias" in name:
                    nn.init.zeros_(value)
                if "bias_ih" in name:
                    nn.init.ones_(value[64:128])

    def wrong_gate(state):
        for name in ("lstm.bias_ih_l0", "lstm.bias_ih_l1"):
            state[name].zero_()
            state[name][128:192] = 1

    return Net(), {}, {"forget-bias-in-the-wrong-gate": wrong_gate}


@family
def gru():
    net = nn.Module()
    net.gru = nn.GRU(100, 64, num_layers=2)
    return net, {}, {
        "by-the-packed-fan": redraw(lambda w: w.uniform_(-1 / math.sqrt(192), 1 / math.sqrt(192)), "weight_hh_l0"),
        "by-the-inputs": redraw(lambda w: nn.init.kaiming_uniform_(w, a=math.sqrt(5)), "weight_ih_l0"),
    }


def no_steps(w):
    return w.uniform_(-0.125, 0.125)


def mamba_mistakes(steps):
    return {
        "time-steps-by-default": redraw(no_steps, steps),
        "states-not-at-1-to-n": redraw(lambda w: w.copy_(torch.log(torch.arange(w.shape[-1]) + 0.5).expand_as(w)), "A_log"),
        "skip-of-0": redraw(nn.init.zeros_, ".D"),
    }


@family
def mamba():
    from mambapy.mamba import Mamba, MambaConfig

    return Mamba(MambaConfig(d_model=64, n_layers=2)), {}, mamba_mistakes("dt_proj.bias")


SMALL = dict(hidden_size=64, num_hidden_layers=2, vocab_size=500)


@family
def mamba_transformers():
    numbers = dict(state_size=16, rescale_prenorm_residual=True, tie_word_embeddings=False)
    model, config = transformer("MambaForCausalLM", "MambaConfig", **SMALL, **numbers)
    return model, config, {
        **mamba_mistakes("dt_proj.bias"),
        "depth-scaling-missing": redraw(lambda w: nn.init.kaiming_uniform_(w, a=math.sqrt(5)), "out_proj.weight"),
    }


@family
def mamba2_transformers():
    numbers = dict(state_size=16, num_heads=32, head_dim=4, n_groups=1)
    model, config = transformer("Mamba2ForCausalLM", "Mamba2Config", **SMALL, **numbers)
    return model, config, mamba_mistakes("dt_bias")


@family
def gated_deltanet():
    from fla.models import GatedDeltaNetConfig, GatedDeltaNetForCausalLM

    config = GatedDeltaNetConfig(**SMALL, num_heads=32, head_dim=8)
    return GatedDeltaNetForCausalLM(config), config.to_dict(), {
        "time-steps-by-default": redraw(no_steps, "dt_bias"),
        "decay-of-1-to-n": redraw(lambda w: w.copy_(torch.log(torch.arange(len(w)) + 1.0)), "A_log"),
    }


@family
def actor_critic():
    import gymnasium, numpy
    from stable_baselines3.common.policies import ActorCriticPolicy

    spaces = gymnasium.spaces
    policy = ActorCriticPolicy(spaces.Box(-1, 1, (24,), numpy.float32), spaces.Discrete(5), lambda _: 1e-3)
    state = state_of(policy)
    return state, {}, {
        "gain-of-1": redraw(nn.init.orthogonal_, "policy_net.2.weight"),
        "actions-at-gain-1": redraw(nn.init.orthogonal_, "action_net.weight"),
        "by-default": redraw(lambda w: nn.init.kaiming_uniform_(w, a=math.sqrt(5)), "value_net.0.weight"),
    }


def saved(family_name, name, state, config):
    folder = os.path.join(FOLDER, family_name, name)
    os.makedirs(folder, exist_ok=True)
    save_file(state, os.path.join(folder, "model.safetensors"))
    with open(os.path.join(folder, "config.json"), "w") as file:
        json.dump(config, file, default=str)


made = {}
for name, build in FAMILIES.items():
    try:
        for seed in SEEDS:
            torch.manual_seed(seed)
            model, config, mistakes = build()
            state = state_of(model)
            saved(name, f"right-{seed}", state, config)
        torch.manual_seed(SEEDS[0])
        model, config, mistakes = build()
        right, made[name] = state_of(model), {}
        for mistake, change in mistakes.items():
            state = state_of(model)
            with torch.no_grad():
                change(state)
            saved(name, mistake, state, config)
            made[name][mistake] = [key for key, value in state.items() if not torch.equal(value, right[key])]
    except ImportError as error:
        print(f"left out: {name}: {error}", file=sys.stderr)
print(json.dumps(made))
