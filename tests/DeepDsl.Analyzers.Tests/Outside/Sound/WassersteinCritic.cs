using DeepDsl;

// Arjovsky et al., 2017: a score without bounds, larger for what is real.
[Model, Input(16, 16, 1), Conv2D(16, Kernel = 4, Stride = 2, Pad = 1), LeakyReLU(Slope = 0.2)]
[Conv2D(32, Kernel = 4, Stride = 2, Pad = 1), LeakyReLU(Slope = 0.2), Flatten, Dense(1), Loss(nameof(Critic))]
[Train(Optimizer = Optimizer.RMSprop, LearningRate = 5e-5)]
public partial class WassersteinCritic
{
    static float Critic(float prediction, float target) => -target * prediction;
}
