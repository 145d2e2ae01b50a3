// What the integration tests start as processes of their own: to count what is allocated where nothing else allocates, or to be killed.
using DeepDsl.Integration.Processes;

switch (args)
{
    case ["allocations", string calls]:
        Allocations.Count(int.Parse(calls, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["fit", string folder]:
        Victim.Fit(folder);
        return 0;
    case ["save", string folder]:
        Victim.Save(folder);
        return 0;
    case ["search", string folder]:
        SearchVictim.Search(folder);
        return 0;
    case ["folds", string folder]:
        SearchVictim.Folds(folder);
        return 0;
    default:
        Console.Error.WriteLine("allocations CALLS | fit FOLDER | save FOLDER | search FOLDER | folds FOLDER");
        return 1;
}
