namespace DeepDsl;

/// <summary>What a schedule counts.</summary>
public enum ScheduleUnit
{
    /// <summary>Epochs finished.</summary>
    Epoch,

    /// <summary>Updates made.</summary>
    Step,
}
