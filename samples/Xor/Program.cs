// <program>
using DeepDsl;

var net = new XorNet(seed: 1);
float[] x = [0, 0, 0, 1, 1, 0, 1, 1];
float[] y = [0, 1, 1, 0];
for (int i = 0; i < 2000; i++) net.TrainStep(x, y);   // returns the loss
float[] p = net.PredictBatch(x);
for (int i = 0; i < 4; i++) Console.WriteLine($"{x[2 * i]} xor {x[2 * i + 1]} = {p[i]:0.000}");

[Model, Input(2), Dense(8, Activation = Activation.Tanh), Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.03)]
public partial class XorNet;
// </program>
