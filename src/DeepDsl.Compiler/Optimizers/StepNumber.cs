namespace DeepDsl.Compiler.Optimizers;

/// <summary>What a step brings, the same for every weight: the inputs of scalars, which the host computes in double.</summary>
public enum StepNumber { LearningRate, Step, Momentum, Beta1, Beta2, Epsilon, Rho, NAdamNow, NAdamNext, NAdamProduct }
