using DeepDsl;

namespace Zoo;

/// <summary>Whether a molecule acts, from its atoms and bonds (Xu et al., 2019): five layers of sums, then the sum of all atoms.</summary>
[Model, Input(64, 2, Type = ElementType.Int32, Name = "edges"), Input(28, 7, Name = "atoms")]
[GraphIsomorphism(32), BatchNorm, ReLU, GraphIsomorphism(32), BatchNorm, ReLU, GraphIsomorphism(32), BatchNorm, ReLU]
[GraphIsomorphism(32), BatchNorm, ReLU, GraphIsomorphism(32), BatchNorm, ReLU]
[GlobalSumPool1D, Dropout(0.5), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 32)]
public partial class MoleculeGin;
