namespace DeepDsl.Optimizers;

internal static class OptimizerSlots
{
    /// <summary>Values that the optimizer keeps per weight.</summary>
    public static int Of(Optimizer optimizer) => optimizer switch
    {
        Optimizer.SGD => SgdRule.Slots,
        Optimizer.Momentum => MomentumRule.Slots,
        Optimizer.Nesterov => NesterovRule.Slots,
        Optimizer.Adagrad => AdagradRule.Slots,
        Optimizer.Adadelta => AdadeltaRule.Slots,
        Optimizer.RMSprop => RmsPropRule.Slots,
        Optimizer.Adam => AdamRule.Slots,
        Optimizer.AdamW => AdamWRule.Slots,
        Optimizer.NAdam => NAdamRule.Slots,
        _ => LionRule.Slots,
    };
}
