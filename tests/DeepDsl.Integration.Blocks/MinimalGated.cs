namespace DeepDsl.Integration.Blocks;

// <cell>
/// <summary>The minimal gated unit of Zhou et al. (2016): one gate says what of the state is read, and how much of it is replaced.</summary>
[Cell, State("h", Units)]
[Dense(Units, Name = "seen"), Dense(Units, From = "h", Bias = false), Add("seen"), Sigmoid(Name = "gate")]
[Multiply("h"), Dense(Units, Bias = false, Name = "kept"), Dense(Units, From = "x"), Add("kept"), Tanh]
[Subtract("h"), Multiply("gate"), Add("h", Name = "next"), Next("h", "next")]
public partial class MinimalGated
{
    [Parameter] const int Units = 64;
}
// </cell>
