namespace GraphNet.Cora;

/// <summary>What a paper on machine learning is about.</summary>
public enum Subject { CaseBased, GeneticAlgorithms, NeuralNetworks, ProbabilisticMethods, ReinforcementLearning, RuleLearning, Theory }
