//! CJML, against the example on its site, and what its published terms mean.

use proptest::prelude::*;
use shared::{
    catalogue::DepartmentName,
    exchange::{Format, LeftOut, ReadProblem, Reading, read, to_cjml},
    id::JourneyId,
    journey::{Cell, LaneKind},
    log::Board,
};

use super::{carry_out, nothing, played};
use crate::{
    wish::pushes,
    world::{context, uuid},
};

fn reading(text: &str) -> Reading {
    read(Format::Cjml, text.as_bytes()).unwrap()
}

fn problem(text: &str) -> ReadProblem {
    read(Format::Cjml, text.as_bytes()).unwrap_err().problem
}

/// The board that a text makes of nothing; read once more, it changes nothing.
fn made(text: &str) -> Board {
    let mut board = nothing(JourneyId::new(uuid(1)));
    let reading = reading(text);
    carry_out(&reading.plan(&board, &context()), &mut board);
    assert_eq!(reading.plan(&board, &context()).intents, []);
    board
}

/// A step and the names of the touchpoints there, each with its channel.
type Met = (String, Vec<(String, Option<String>)>);

/// Stages, each with its steps.
fn said(board: &Board) -> Vec<(String, Vec<Met>)> {
    let (journey, catalogue) = (&board.journey, &board.catalogue);
    let met = |id| {
        let entry = &catalogue.touchpoints[&id];
        let channel = entry.channel.map(|id| catalogue.channels[&id].name.clone());
        (entry.name.clone(), channel)
    };
    let stages = journey.visible_stages().map(|(id, stage)| {
        let steps = journey.visible_steps(id).map(|(step, known)| {
            let there = journey.touchpoints_at(step).into_iter();
            (known.title.clone(), there.map(met).collect())
        });
        (stage.title.clone(), steps.collect())
    });
    stages.collect()
}

fn out(board: &Board) -> String {
    to_cjml(&board.journey, &board.catalogue, &|name| match name {
        DepartmentName::Own(name) => name.clone(),
        DepartmentName::Standard(standard) => standard.name().to_owned(),
    })
}

fn why(text: &str) -> Vec<(u32, String, LeftOut)> {
    let reading = reading(text);
    let omissions = reading.omissions().iter();
    omissions
        .map(|left| (left.line, left.text.clone(), left.why.clone()))
        .collect()
}

/// One touchpoint, as `kind` with these parts.
fn touchpoint(kind: &str, parts: &str) -> String {
    format!("<{kind}>{parts}</{kind}>")
}

fn from(side: &str, actor: &str, label: &str) -> String {
    format!("<{side}><refersTo actorIDref=\"{actor}\"/><{side}Label>{label}</{side}Label></{side}>")
}

/// A journey of these touchpoints, of a guest whom a hotel serves.
fn file(more: &str, touchpoints: &str) -> String {
    format!(
        "<CJML version=\"2.0\"><actualJourney><journeyID>J</journeyID>\
         <actors><endUser actorID=\"g\"><actorName>Guest</actorName></endUser>\
         <serviceProvider actorID=\"h\"><companyName>Hotel</companyName></serviceProvider></actors>\
         {more}<touchpoints>{touchpoints}</touchpoints></actualJourney></CJML>"
    )
}

#[test]
fn a_file_with_the_elements_of_the_published_example_becomes_a_step_with_a_touchpoint_and_its_channel()
 {
    // There the receiver refers to the company by its name and not by its id.
    let text = "<CJML version=\"2.0\">
  <actualJourney>
    <journeyID>AJ1</journeyID>
    <actors>
      <endUser actorID=\"Ana\"><actorName>Ana</actorName></endUser>
      <serviceProvider actorID=\"Company A\"><companyName>Libros</companyName></serviceProvider>
    </actors>
    <touchpoints>
      <actualCommunicationPoint>
        <touchpointID>TP1</touchpointID>
        <initiator><refersTo actorIDref=\"Ana\"/><initiatorLabel>Signs up</initiatorLabel></initiator>
        <receiver><refersTo actorIDref=\"Libros\"/><receiverLabel>Account is made</receiverLabel></receiver>
        <channel><channelName>Web</channelName></channel>
      </actualCommunicationPoint>
    </touchpoints>
  </actualJourney>
</CJML>";
    let board = made(text);
    let met = ("Account is made".to_owned(), Some("Web".to_owned()));
    let step = ("Signs up".to_owned(), vec![met]);
    assert_eq!(said(&board), [("1".to_owned(), vec![step])]);
    let personas = board.journey.scope.personas.iter();
    let names: Vec<&str> = personas
        .map(|id| board.catalogue.personas[id].name.as_str())
        .collect();
    assert_eq!(names, ["Ana"]);
    assert_eq!(why(text), []);
}

#[test]
fn what_the_customer_does_is_the_step_whoever_began_and_what_a_provider_does_alone_is_backstage() {
    let text = file(
        "<phases><phase phaseID=\"a\"><phaseName>Before</phaseName></phase>\
         <phase phaseID=\"b\"><phaseName>There</phaseName></phase></phases>",
        &[
            touchpoint(
                "plannedAction",
                &(from("initiator", "h", "Cleans the room") + "<phaseIDref>a</phaseIDref>"),
            ),
            touchpoint(
                "plannedAction",
                &(from("initiator", "g", "Chooses") + "<phaseIDref>a</phaseIDref>"),
            ),
            touchpoint(
                "plannedCommunicationPoint",
                &(from("initiator", "h", "Confirmation")
                    + &from("receiver", "g", "Reads")
                    + "<phaseIDref>a</phaseIDref>"),
            ),
            touchpoint("plannedAction", &from("initiator", "h", "Prepares the key")),
            touchpoint(
                "plannedCommunicationPoint",
                &(from("initiator", "g", "Arrives")
                    + &from("receiver", "h", "Desk")
                    + "<phaseIDref>b</phaseIDref>"),
            ),
            touchpoint(
                "plannedCommunicationPoint",
                &(from("initiator", "g", "Arrives")
                    + &from("receiver", "h", "Door")
                    + "<phaseIDref>b</phaseIDref>"),
            ),
        ]
        .concat(),
    );
    let board = made(&text);
    let step = |title: &str, met: &[&str]| {
        let met = met.iter().map(|name| ((*name).to_owned(), None));
        (title.to_owned(), met.collect::<Vec<_>>())
    };
    assert_eq!(
        said(&board),
        [
            (
                "Before".to_owned(),
                vec![step("Chooses", &[]), step("Reads", &["Confirmation"])]
            ),
            ("There".to_owned(), vec![step("Arrives", &["Desk", "Door"])]),
        ]
    );
    let journey = &board.journey;
    let lane = |(id, lane): (_, &shared::journey::Lane)| {
        (lane.kind == LaneKind::Backstage).then_some((id, lane.title.clone()))
    };
    let (lane, title) = journey.visible_lanes().find_map(lane).unwrap();
    assert_eq!(title.as_deref(), Some("Hotel"));
    let reads = journey.columns().nth(1).unwrap().step;
    let cards = journey.visible_cards(Cell { step: reads, lane });
    let titles: Vec<&str> = cards.map(|(_, card)| card.title.as_str()).collect();
    assert_eq!(titles, ["Prepares the key"]);
    // Nobody has done anything yet before which it could stand.
    assert_eq!(
        why(&text),
        [(1, "Cleans the room".to_owned(), LeftOut::NoStep)]
    );
}

#[test]
fn what_has_no_place_is_listed_with_its_line_and_nothing_of_it_stops_the_rest() {
    let text = file(
        "\n<mood>Fair</mood>",
        &[
            "\n",
            &touchpoint(
                "actualAction",
                &(from("initiator", "g", "Waits") + "<time>12:30</time>"),
            ),
            "\n",
            &touchpoint(
                "actualAction",
                "<initiator><refersTo actorIDref=\"g\"/></initiator>",
            ),
            "\n<decisionPoint/>",
        ]
        .concat(),
    )
    .replace(
        "</CJML>",
        "\n<actualJourney><journeyName>Other</journeyName></actualJourney></CJML>",
    );
    assert_eq!(
        why(&text),
        [
            (2, "mood".to_owned(), LeftOut::NoPlace),
            (3, "12:30".to_owned(), LeftOut::NoPlace),
            (
                4,
                "actualAction".to_owned(),
                LeftOut::NoField {
                    field: "initiatorLabel".to_owned()
                }
            ),
            (5, "decisionPoint".to_owned(), LeftOut::NotUnderstood),
            (6, "Other".to_owned(), LeftOut::AnotherJourney),
        ]
    );
    assert_eq!(said(&made(&text)).len(), 1);
}

#[test]
fn other_files_are_told_for_what_they_are() {
    let cjml = ReadProblem::OtherFormat {
        format: Format::Cjml,
    };
    assert_eq!(problem("<html><body/></html>"), cjml);
    assert_eq!(problem("<CJML version=\"2.0\"/>"), cjml);
    assert_eq!(problem(&file("", "")), ReadProblem::Empty);
    assert!(matches!(
        problem("once upon a time"),
        ReadProblem::Malformed { .. }
    ));
    // A thousand million laughs, were they told.
    let laughs = "<!DOCTYPE CJML [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><CJML>&b;</CJML>";
    assert!(matches!(problem(laughs), ReadProblem::Malformed { .. }));
    let many = file("", &"<x/>".repeat(200_001));
    assert!(matches!(problem(&many), ReadProblem::TooMany { .. }));
    let error = read(Format::Cjml, b"<CJML>\n  <actualJourney></CJML>").unwrap_err();
    assert_eq!(error.line, 2, "{error}");
}

#[test]
fn half_a_file_is_refused_wherever_it_ends() {
    let whole = file(
        "",
        &touchpoint("actualAction", &from("initiator", "g", "Wartet – ünd")),
    );
    reading(&whole);
    for end in 0..whole.len() - 1 {
        assert!(
            read(Format::Cjml, &whole.as_bytes()[..end]).is_err(),
            "{end}"
        );
    }
}

/// A text as XML carries it, and as titles are kept.
fn carried(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| matches!(c, '\t' | '\n' | '\r') || !c.is_control())
        .map(|c| {
            if matches!(c, '\t' | '\n' | '\r') {
                ' '
            } else {
                c
            }
        })
        .collect();
    text.trim().to_owned()
}

proptest! {
    #[test]
    fn what_goes_out_comes_back_with_its_stages_steps_touchpoints_and_channels(pushes in pushes(40)) {
        let board = played(&pushes);
        let text = out(&board);
        let expected: Vec<(String, Vec<Met>)> = said(&board)
            .into_iter()
            .map(|(stage, steps)| {
                let steps = steps.into_iter().map(|(step, met)| {
                    let met = met.into_iter().map(|(name, channel)| {
                        (carried(&name), channel.map(|channel| carried(&channel)))
                    });
                    (carried(&step), met.collect())
                });
                (carried(&stage), steps.collect())
            })
            .collect();
        let nameless = |name: &str| name.is_empty();
        let whole = expected.iter().all(|(stage, steps)| {
            !nameless(stage) && steps.iter().all(|(step, _)| !nameless(step))
        });
        prop_assume!(whole && expected.iter().any(|(_, steps)| !steps.is_empty()));
        let back = made(&text);
        prop_assert_eq!(said(&back), expected);
        // On the board that it came from, nothing of it is new.
        let plan = reading(&text).plan(&board, &context());
        let new: u32 = plan.counts().values().map(|count| count.new).sum();
        prop_assert_eq!(new, 0, "{:?} {:#?}", said(&board), plan.intents);
    }
}
