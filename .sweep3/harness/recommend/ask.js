export const architectures = ["mlp", "cnn", "rnn", "residual", "layernorm"];
export const tasks = ["supervised", "recurrent", "gan"];
