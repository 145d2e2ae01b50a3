namespace DeepDsl.Models;

/// <summary>The head that gives each token scores of its own, as names in a text are found: from [T, C] to [T, Classes].</summary>
[Block]
[Dropout(DropRate, When = DropRate > 0), Dense(Classes, TorchName = "classifier")]
public partial class TokenTagger
{
    [Parameter] const int Classes = 9;
    [Parameter] const double DropRate = 0.1;
}
