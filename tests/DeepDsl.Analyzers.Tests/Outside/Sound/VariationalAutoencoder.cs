using DeepDsl;

// Kingma and Welling, 2013.
[Model, Input(784)]
[Dense(500, Activation = Activation.Tanh, Name = "encoded")]
[Dense(20, From = "encoded", Name = "logVariance"), Dense(20, From = "encoded"), Reparameterize("logVariance")]
[Dense(500, Activation = Activation.Tanh), Dense(784)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adagrad, LearningRate = 0.02)]
public partial class VariationalAutoencoder;
