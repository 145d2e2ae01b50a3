namespace DeepDsl.Models;

/// <summary>The head that tells texts apart by the one vector that <see cref="Bert"/> has for each.</summary>
[Block]
[Dropout(DropRate, When = DropRate > 0), Dense(Classes, TorchName = "classifier")]
public partial class TextClassifier
{
    [Parameter] const int Classes = 2;
    [Parameter] const double DropRate = 0.1;
}
