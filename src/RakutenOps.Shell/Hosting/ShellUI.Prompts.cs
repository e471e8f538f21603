using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace RakutenOps.Shell.Hosting;

/// <summary>Questions to the user. Where nobody can answer they fail at once with an error that says so; they never wait.</summary>
internal sealed partial class ShellUI
{
    public override string ReadLine()
    {
        RequireSomebody();
        return terminal.ReadLine() ?? throw GivenUp();
    }

    public override SecureString ReadLineAsSecureString()
    {
        RequireSomebody();
        return terminal.ReadSecret() ?? throw GivenUp();
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        RequireSomebody(string.Join(", ", descriptions.Select(d => d.Name)));
        Introduce(caption, message);
        return descriptions.ToDictionary(d => d.Name, d => PSObject.AsPSObject(Ask(d)));
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RequireSomebody(message);
        Introduce(caption, message);
        var options = choices.Select(Option.Of).ToList();
        while (true)
        {
            AskInLine($"{string.Join("  ", options)}  {ShellMessage.Of("Prompt_Help")}{(defaultChoice >= 0 ? " " + ShellMessage.Of("Prompt_Default", options[defaultChoice].Key) : "")}: ");
            var answer = (terminal.ReadLine() ?? throw GivenUp()).Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }
            if (answer == "?")
            {
                foreach (var (option, choice) in options.Zip(choices))
                {
                    terminal.Prompt.WriteLine($"{option.Key} - {choice.HelpMessage}");
                }
            }
            else if (options.FindIndex(o => o.Matches(answer)) is >= 0 and var picked)
            {
                return picked;
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        RequireSomebody(message);
        Introduce(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            AskInLine(ShellMessage.Of("Prompt_User"));
            userName = terminal.ReadLine() ?? throw GivenUp();
        }
        AskInLine(ShellMessage.Of("Prompt_Password", userName));
        return new(userName, terminal.ReadSecret() ?? throw GivenUp());
    }

    object? Ask(FieldDescription field)
    {
        var type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
        if (type == typeof(PSCredential))
        {
            return PromptForCredential("", field.Name, "", "");
        }
        if (type.IsArray)
        {
            var items = new List<string>();
            while (true)
            {
                AskInLine($"{field.Name}[{items.Count}]: ");
                var item = terminal.ReadLine() ?? throw GivenUp();
                if (item.Length == 0)
                {
                    return LanguagePrimitives.ConvertTo(items, type, CultureInfo.InvariantCulture);
                }
                items.Add(item);
            }
        }
        AskInLine($"{field.Name}: ");
        return type == typeof(SecureString)
            ? terminal.ReadSecret() ?? throw GivenUp()
            : LanguagePrimitives.ConvertTo(terminal.ReadLine() ?? throw GivenUp(), type, CultureInfo.InvariantCulture);
    }

    void Introduce(string caption, string message)
    {
        ClearProgress();
        foreach (var line in new[] { caption, message })
        {
            if (!string.IsNullOrEmpty(line))
            {
                terminal.Prompt.WriteLine(line);
            }
        }
    }

    void AskInLine(string question)
    {
        terminal.Prompt.Write(question);
        terminal.Prompt.Flush();
    }

    void RequireSomebody(string? question = null)
    {
        if (!terminal.CanPrompt)
        {
            throw new HostException(string.IsNullOrEmpty(question) ? ShellMessage.Of("Prompt_Nobody") : ShellMessage.Of("Prompt_NobodyFor", question));
        }
    }

    static OperationCanceledException GivenUp() => new(ShellMessage.Of("Prompt_GivenUp"));

    /// <summary>A choice as it is typed: "&amp;Yes" is Y or Yes.</summary>
    sealed record Option(string Key, string Label)
    {
        public static Option Of(ChoiceDescription choice)
        {
            var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
            var label = choice.Label.Replace("&", "", StringComparison.Ordinal);
            return new(mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label.Substring(mark + 1, 1).ToUpperInvariant() : label, label);
        }

        public bool Matches(string answer) =>
            answer.Equals(Key, StringComparison.OrdinalIgnoreCase) || answer.Equals(Label, StringComparison.OrdinalIgnoreCase);

        public override string ToString() => $"[{Key}] {Label}";
    }
}
