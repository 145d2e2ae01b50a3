namespace DeepDsl.Models;

/// <summary>The activation that a parameter names: in a block that leaves it to its uses.</summary>
[Block]
[ReLU(When = Function == Activation.ReLU), ReLU6(When = Function == Activation.ReLU6)]
[LeakyReLU(Slope = 0.2, When = Function == Activation.LeakyReLU)]
[SiLU(When = Function == Activation.SiLU), HardSwish(When = Function == Activation.HardSwish), GELU(When = Function == Activation.GELU)]
public partial class Activate
{
    [Parameter] const Activation Function = Activation.ReLU;
}
