using DeepDsl;

namespace CartPole;

/// <summary>The logarithms of the probabilities with which a cart is pushed to the left and to the right.</summary>
// <model>
[Model, Input(Cart.StateSize)]
[Dense(64, Activation = Activation.Tanh), Dense(2), LogSoftmax]
[Loss(nameof(PolicyGradient)), Train(Optimizer = Optimizer.Adam, LearningRate = 5e-3)]
public partial class PolicyNet
{
    /// <summary>Pushes that led to more than usual become likelier, others rarer (REINFORCE; Williams, 1992).</summary>
    static float PolicyGradient(float logProbability, float advantage) => -advantage * logProbability;
}
// </model>
