using OpenSeva.Cases.Clearances;
using OpenSeva.Cases.Decisions;
using OpenSeva.Contracts.Cases;

namespace OpenSeva.Tests.Cases;

/// <summary>The table of what may be done now.</summary>
public class PermittedTests
{
    [Theory]
    [InlineData(CaseState.Approved)]
    [InlineData(CaseState.Rejected)]
    [InlineData(CaseState.Withdrawn)]
    public void Nothing_may_be_done_with_a_case_at_its_end(CaseState state) =>
        Assert.All(Standings.Of(state).Actions(), permit => Assert.Equal("case.closed", permit.Blocked));

    [Fact]
    public void Only_the_post_that_holds_a_case_acts_on_it() =>
        Assert.All(Standings.Of(holds: false).Actions(), permit => Assert.Equal("case.not-at-your-desk", permit.Blocked));

    [Fact]
    public void Only_a_post_that_carries_the_role_of_the_stage_acts_on_it()
    {
        Assert.All(Standings.Of(role: "clerk").Actions(), permit => Assert.Equal("case.not-your-role", permit.Blocked));
        Assert.False(Standings.Of(CaseState.WithCitizen, role: "clerk").MayEndObjection());
    }

    [Fact]
    public void While_the_citizen_answers_the_desk_waits_or_ends_the_objection()
    {
        var now = Standings.Of(CaseState.WithCitizen);

        Assert.All(now.Actions(), permit => Assert.Equal("case.with-citizen", permit.Blocked));
        Assert.True(now.MayEndObjection());
        Assert.False(Standings.Of(CaseState.WithCitizen, holds: false).MayEndObjection());
    }

    [Fact]
    public void An_action_whose_condition_fails_is_not_offered()
    {
        Assert.Null(Standings.Of().Blocked("small"));
        Assert.Equal("case.action-does-not-apply", Standings.Of(answers: new() { ["area"] = 21L }).Blocked("small"));
    }

    [Fact]
    public void Who_enquired_does_not_decide()
    {
        Assert.Equal("case.same-person", Standings.Of(makers: [new("enquiry", Standings.Anita)]).Blocked("approve"));
        Assert.Null(Standings.Of(makers: [new("enquiry", Guid.CreateVersion7()), new("other", Standings.Anita)]).Blocked("approve"));
    }

    [Fact]
    public void A_recommendation_waits_for_every_clearance_that_applies()
    {
        Assert.Equal("case.clearances-missing", Standings.Of().Blocked("recommend"));
        Assert.Equal("case.clearances-missing", Standings.Of(asked: [new("health", ClearanceState.Clear), new("fire", ClearanceState.Waiting)]).Blocked("recommend"));
        Assert.Null(Standings.Of(asked: [new("health", ClearanceState.Clear), new("fire", ClearanceState.NotClear)]).Blocked("recommend"));
        Assert.Null(Standings.Of(answers: new() { ["flammable"] = false }, asked: [new("health", ClearanceState.Clear)]).Blocked("recommend"));
    }

    [Fact]
    public void Only_what_is_neither_waiting_nor_given_is_asked_for()
    {
        Assert.Equal(["health", "fire"], Standings.Of().ToAsk().Select(clearance => clearance.Code));
        Assert.Equal(["fire"], Standings.Of(asked: [new("health", ClearanceState.Waiting)]).ToAsk().Select(clearance => clearance.Code));
        Assert.Equal(["fire"], Standings.Of(asked: [new("health", ClearanceState.Clear), new("fire", ClearanceState.NotClear)]).ToAsk().Select(clearance => clearance.Code));
        Assert.Equal("case.nothing-to-ask", Standings.Of(asked: [new("health", ClearanceState.Waiting), new("fire", ClearanceState.Clear)]).Blocked("ask"));
    }
}
