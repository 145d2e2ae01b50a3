using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// Several models as one predictor. <see cref="Bagging"/>, <see cref="SnapshotEnsemble"/>, <see cref="AdaBoost"/> and
/// <see cref="GradientBoosting"/> train one; models that there are already become one by the constructor. Of <see cref="EnsembleVote.Mean"/>
/// and <see cref="EnsembleVote.Majority"/> the values of a prediction are the probabilities, or parts of the votes.
/// </summary>
public sealed partial class Ensemble : IPredictor
{
    private readonly Network[] _members;
    private readonly double[] _weights;
    private readonly double[][] _offsets;

    /// <param name="members">Models with equal outputs and losses; what is inside may differ.</param>
    /// <param name="vote">How they become one.</param>
    /// <param name="weights">How much each counts, at least 0 and not all 0; null for all alike.</param>
    public Ensemble(IReadOnlyList<Network> members, EnsembleVote vote = EnsembleVote.Mean, IReadOnlyList<double>? weights = null)
        : this([.. members ?? throw new ArgumentNullException(nameof(members))], vote, weights, offsets: null)
    {
    }

    internal Ensemble(Network[] members, EnsembleVote vote, IReadOnlyList<double>? weights, double[][]? offsets)
    {
        EnsembleChecks.Members(members);
        _members = members;
        Vote = vote;
        _weights = weights == null ? Array.ConvertAll(members, _ => 1.0) : [.. weights];
        EnsembleChecks.Weights(_weights, members.Length);
        _offsets = offsets ?? Array.ConvertAll(Definition.Outputs, _ => Array.Empty<double>());
        EnsembleChecks.Vote(vote, Definition);
    }

    /// <summary>The models.</summary>
    public IReadOnlyList<Network> Members => Array.AsReadOnly(_members);

    /// <summary>How much each counts, as given; a mean and a majority divide by their sum.</summary>
    public IReadOnlyList<double> Weights => Array.AsReadOnly(_weights);

    /// <summary>How they become one.</summary>
    public EnsembleVote Vote { get; }

    private NetworkDefinition Definition => _members[0].Definition;

    /// <inheritdoc/>
    public Predictions Predict(Dataset data, int batchSize = 0)
    {
        EnsembleSum sum = new(this, _offsets);
        for (int i = 0; i < _members.Length; i++)
        {
            sum.Add(_members[i].Predict(data, batchSize), _weights[i]);
        }
        return sum.Result();
    }

    /// <summary>Metrics on a data set. There is no loss, which is a model's own.</summary>
    /// <param name="data">Columns are matched with inputs and losses by name, or else by position.</param>
    /// <param name="metrics">What to measure; null for the accuracy where there are classes, else for the mean squared error.</param>
    /// <param name="batchSize">Samples at a time; 0 for the models' own.</param>
    public EvaluationResult Evaluate(Dataset data, IReadOnlyList<Metric>? metrics = null, int batchSize = 0) =>
        Predict(data, batchSize).Evaluate(data, metrics);
}
