namespace DeepDsl.Analyzers.Rules;

/// <summary>What a rule judges by: it decides which layers it is asked about where some of a model's shapes are guesses.</summary>
public enum Evidence
{
    /// <summary>The shapes of the layer that it reports at: none that follows from a guess.</summary>
    Shapes,

    /// <summary>Kinds of layers, their arguments and who reads whom, which are known behind a mistake too.</summary>
    Kinds,

    /// <summary>The model as a whole, such as the sum of its parameters: no model with a guess in it.</summary>
    Everything,
}
