using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using RakutenOps.Core.Schedules;
using TaskScheduler = RakutenOps.Core.Schedules.TaskScheduler;

namespace RakutenOps.Core.Tests.Schedules;

/// <summary>
/// The definition that Windows' Task Scheduler is given, held against what Microsoft documents of its schema (learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema). No test here
/// registers one: that takes a Windows machine.
/// </summary>
public sealed class TaskSchedulerTests
{
    static readonly XNamespace Task = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    static readonly JobSchedule Job = new()
    {
        Name = "cycle",
        Program = @"C:\Program Files\PowerShell\7\pwsh.exe",
        Arguments = ["-NoProfile", "-File", @"C:\Users\shop owner\Documents\PowerShell\Modules\RakutenOps\jobs\Invoke-RakutenOpsCycle.ps1", "-Store", @"sqlite:C:\slips & more\", "-Notice", "Slack=file:slack"],
    };

    [Fact]
    public void It_has_the_documented_elements_in_the_documented_order() => Faults(Definition(Job)).ShouldBeEmpty();

    [Theory]
    [InlineData("Interval", "00:15")]
    [InlineData("MultipleInstancesPolicy", "Never")]
    [InlineData("ExecutionTimeLimit", "14 minutes")]
    public void The_check_checks(string element, string value)
    {
        var wrong = Definition(Job);
        wrong.Descendants(Task + element).Single().Value = value;

        Faults(wrong).ShouldNotBeEmpty();
    }

    [Fact]
    public void It_starts_every_15_minutes_never_twice_at_once_and_makes_up_for_a_missed_start()
    {
        var task = Definition(Job);

        Value(task, "Interval").ShouldBe("PT15M");
        task.Descendants(Task + "Duration").ShouldBeEmpty("without one it repeats for ever");
        Value(task, "MultipleInstancesPolicy").ShouldBe("IgnoreNew");
        Value(task, "ExecutionTimeLimit").ShouldBe("PT14M");
        Value(task, "StartWhenAvailable").ShouldBe("true");
        Value(task, "RunLevel").ShouldBe("LeastPrivilege");
    }

    [Fact]
    public void Paths_with_blanks_stay_one_argument_each()
    {
        var task = Definition(Job);

        Value(task, "Command").ShouldBe(Job.Program);
        Value(task, "Arguments").ShouldBe(
            """
            -NoProfile -File "C:\Users\shop owner\Documents\PowerShell\Modules\RakutenOps\jobs\Invoke-RakutenOpsCycle.ps1" -Store "sqlite:C:\slips & more\\" -Notice Slack=file:slack
            """);
    }

    [Fact]
    public void Variables_go_before_the_program_in_one_command_line()
    {
        var task = Definition(Job with { Arguments = ["-File", @"C:\a b\job.ps1"], Environment = new Dictionary<string, string> { ["RAKUTENOPS_CONFIG"] = @"D:\config of shops" } });

        Faults(task).ShouldBeEmpty();
        Value(task, "Command").ShouldBe("cmd.exe");
        Value(task, "Arguments").ShouldBe(
            """
            /d /s /c "set "RAKUTENOPS_CONFIG=D:\config of shops"&& "C:\Program Files\PowerShell\7\pwsh.exe" -File "C:\a b\job.ps1""
            """);
    }

    [Theory]
    [InlineData(null, "InteractiveToken")]
    [InlineData(@"SHOP\batch", "Password")]
    public void An_account_logs_on_by_a_password_that_is_not_in_it(string? account, string logon)
    {
        var task = Definition(Job with { Account = account });

        Value(task, "LogonType").ShouldBe(logon);
        if (account is not null) Value(task, "UserId").ShouldBe(account);
        task.Descendants().Select(static e => e.Name.LocalName).ShouldNotContain("Password");
    }

    static XElement Definition(JobSchedule job) => XElement.Parse(new TaskScheduler().Define(job));

    static string Value(XElement task, string element) => task.Descendants(Task + element).ShouldHaveSingleItem().Value;

    static List<string> Faults(XElement task)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(Task.NamespaceName, XmlReader.Create(new StringReader(Schema)));
        var faults = new List<string>();
        new XDocument(task).Validate(schemas, (_, e) => faults.Add(e.Message));
        return faults;
    }

    /// <summary>The elements that the definition has, with the types and values that are documented for them; where the documentation has a sequence the order counts, else not.</summary>
    const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task" targetNamespace="http://schemas.microsoft.com/windows/2004/02/mit/task" elementFormDefault="qualified">
          <xs:element name="Task"><xs:complexType>
            <xs:all>
              <xs:element name="RegistrationInfo" minOccurs="0"><xs:complexType><xs:all>
                <xs:element name="Description" type="xs:string" minOccurs="0"/><xs:element name="URI" type="xs:anyURI" minOccurs="0"/>
              </xs:all></xs:complexType></xs:element>
              <xs:element name="Triggers" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="TimeTrigger"><xs:complexType><xs:sequence>
                <xs:element name="Enabled" type="xs:boolean" minOccurs="0"/>
                <xs:element name="StartBoundary" type="xs:dateTime"/>
                <xs:element name="EndBoundary" type="xs:dateTime" minOccurs="0"/>
                <xs:element name="Repetition" minOccurs="0"><xs:complexType><xs:all>
                  <xs:element name="Interval" type="xs:duration"/><xs:element name="Duration" type="xs:duration" minOccurs="0"/><xs:element name="StopAtDurationEnd" type="xs:boolean" minOccurs="0"/>
                </xs:all></xs:complexType></xs:element>
                <xs:element name="ExecutionTimeLimit" type="xs:duration" minOccurs="0"/>
                <xs:element name="RandomDelay" type="xs:duration" minOccurs="0"/>
              </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
              <xs:element name="Principals" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="Principal"><xs:complexType>
                <xs:all>
                  <xs:element name="UserId" type="xs:string" minOccurs="0"/>
                  <xs:element name="LogonType" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string">
                    <xs:enumeration value="S4U"/><xs:enumeration value="Password"/><xs:enumeration value="InteractiveToken"/><xs:enumeration value="InteractiveTokenOrPassword"/>
                  </xs:restriction></xs:simpleType></xs:element>
                  <xs:element name="RunLevel" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="LeastPrivilege"/><xs:enumeration value="HighestAvailable"/></xs:restriction></xs:simpleType></xs:element>
                </xs:all><xs:attribute name="id" type="xs:ID"/>
              </xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
              <xs:element name="Settings" minOccurs="0"><xs:complexType><xs:all>
                <xs:element name="MultipleInstancesPolicy" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string">
                  <xs:enumeration value="Parallel"/><xs:enumeration value="Queue"/><xs:enumeration value="IgnoreNew"/><xs:enumeration value="StopExisting"/>
                </xs:restriction></xs:simpleType></xs:element>
                <xs:element name="DisallowStartIfOnBatteries" type="xs:boolean" minOccurs="0"/><xs:element name="StopIfGoingOnBatteries" type="xs:boolean" minOccurs="0"/>
                <xs:element name="StartWhenAvailable" type="xs:boolean" minOccurs="0"/><xs:element name="RunOnlyIfNetworkAvailable" type="xs:boolean" minOccurs="0"/>
                <xs:element name="Enabled" type="xs:boolean" minOccurs="0"/><xs:element name="ExecutionTimeLimit" type="xs:duration" minOccurs="0"/>
              </xs:all></xs:complexType></xs:element>
              <xs:element name="Actions"><xs:complexType><xs:sequence><xs:element name="Exec"><xs:complexType><xs:all>
                <xs:element name="Command" type="xs:string"/><xs:element name="Arguments" type="xs:string" minOccurs="0"/><xs:element name="WorkingDirectory" type="xs:string" minOccurs="0"/>
              </xs:all></xs:complexType></xs:element></xs:sequence><xs:attribute name="Context" type="xs:IDREF"/></xs:complexType></xs:element>
            </xs:all><xs:attribute name="version"/>
          </xs:complexType></xs:element>
        </xs:schema>
        """;
}
