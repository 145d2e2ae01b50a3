namespace DeepDsl.Analyzers.Losses;

/// <summary>Asks one question of every loss and what it reads.</summary>
public abstract class LossAnalyzer : ModelAnalyzer
{
    protected sealed override void Analyze(ModelUnderAnalysis model)
    {
        if (model.Losses.Count == 0)
        {
            return;
        }

        ValueForms forms = new(model.Flow);
        foreach (ModelLoss loss in model.Losses)
        {
            Analyze(new LossReading(model, loss, forms[loss.Row]));
        }
    }

    private protected abstract void Analyze(LossReading reading);
}
