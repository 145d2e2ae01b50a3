using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Whether a model of tokens can go on from a text token by token. It takes tokens [T], gives a score for each token at each step, and no
/// step depends on a later one.
/// </summary>
/// <param name="Steps">The most steps that it takes at once.</param>
/// <param name="Tokens">How many there are.</param>
/// <param name="Model">It over any number of steps; null where it can't be that.</param>
/// <param name="Step">The model at one step; null where it can't.</param>
/// <param name="Obstacle">Why it can't, as a sentence; empty where it can.</param>
public sealed record Generation(int Steps, int Tokens, ModelGraph? Model, StepGraph? Step, string Obstacle);
