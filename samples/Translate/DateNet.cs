using DeepDsl;

namespace Translate;

/// <summary>
/// Reads a date as people write it and says at each character of the same date in ISO 8601, such as <c>1998-05-03</c>, which one comes
/// next.
/// </summary>
// <model>
[Model, Input(WrittenLength, Type = ElementType.Int32, PaddingToken = 0, Name = "written")]
[Input(IsoLength, Type = ElementType.Int32, Name = "begun")]
[Embedding(WrittenAlphabet, 32, From = "written"), GRU(64, Bidirectional = Merge.Concat, Name = "read")]
[Embedding(IsoAlphabet + 1, 32, From = "begun"), GRU(128, Name = "said")]
[AdditiveAttention(64, "read"), Concat("said"), Dense(128, Activation = Activation.Tanh), Dense(IsoAlphabet)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 3e-3, BatchSize = 64, ClipNorm = 1)]
public partial class DateNet
{
    /// <summary>Length that written dates are filled up to.</summary>
    public const int WrittenLength = 32;

    /// <summary>How many characters people write dates with, and one that fills up.</summary>
    public const int WrittenAlphabet = 43;

    /// <summary>Length of a date as ISO 8601 has it.</summary>
    public const int IsoLength = 10;

    /// <summary>Ten digits and a dash.</summary>
    public const int IsoAlphabet = 11;
}
// </model>
