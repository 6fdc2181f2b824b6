//! Every enum that the wire carries, variant by variant, in the order of their numbers.
//!
//! A variant that is missing here does not compile. One that is added gets the next number: it goes to the end of its
//! list, and a sample of it into `samples`. No line is ever moved or taken away, for old clients speak them all.

use std::collections::BTreeMap;

use serde::Serialize;
use shared::{
    api::{Outcome, Update},
    catalogue::{
        CampaignField, CatalogueChange, CatalogueIntent, DepartmentName, EntryId, EventField,
        EventKind, PersonaField, StandardDepartment, TouchpointField,
    },
    journey::{
        CardField, Certainty, Content, Evidence, JourneyChange, JourneyIntent, JourneyKind,
        LaneKind, LinkKind, Node, ScopeField, StepField,
    },
    log::{Intent, Limit, Missing, Rejection},
    text::TextSpan,
    wire::{ClientMessage, ServerMessage},
};

use crate::samples::{Frame, Sample};

/// The names of an enum's variants, in the order of their numbers.
pub(crate) trait Variants {
    const ENUM: &'static str;
    const NAMES: &'static [&'static str];

    fn name(&self) -> &'static str;
}

macro_rules! variants {
    ($($enum:ident { $($variant:ident)* })*) => {
        $(impl Variants for $enum {
            const ENUM: &'static str = stringify!($enum);
            const NAMES: &'static [&'static str] = &[$(stringify!($variant)),*];

            fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => stringify!($variant),)*
                }
            }
        })*

        /// A frame for every sample of every variant, by name.
        pub(crate) fn frames() -> BTreeMap<String, Frame> {
            let mut frames = BTreeMap::new();
            $(add::<$enum>(&mut frames);)*
            frames
        }

        #[test]
        fn every_variant_has_a_sample_and_keeps_its_number() {
            $(check::<$enum>();)*
        }
    };
}

variants! {
    ClientMessage { Push }
    ServerMessage { PushReply Update CatalogueReply }
    Outcome { Accepted Rejected }
    Update { Tail Snapshot }
    Intent { Catalogue Journey }
    JourneyIntent {
        SetScope AddStage AddStep AddLane AddCard Rename MoveStage MoveStep MoveLane MoveCards SetLaneDepartment SetCard
        SetNote SetEmotion SetLineOfVisibility Delete Restore Duplicate
        EditNote AddLink SetLink SetLaneContent SetStep
    }
    CatalogueIntent {
        AddTouchpoint AddPersona AddDepartment AddBrand AddFamily AddChannel AddCampaign Rename NameDepartment
        SetTouchpoint SetPersonaSummary SetBrandFamily SetCampaign Retire Reinstate SetPersonaFilter
        AddEvent SetEvent SetPersona
    }
    JourneyChange {
        ScopeSet StageAdded StepAdded LaneAdded CardAdded Renamed StageMoved StepMoved LaneMoved CardMoved
        LaneDepartmentSet CardSet NoteSet EmotionSet LineOfVisibilitySet Hidden Shown NoteEdited
        LinkAdded LinkSet LaneContentSet StepSet
    }
    CatalogueChange {
        TouchpointAdded PersonaAdded DepartmentAdded BrandAdded FamilyAdded ChannelAdded CampaignAdded Renamed
        DepartmentNamed TouchpointSet PersonaSummarySet BrandFamilySet CampaignSet Retired Reinstated
        PersonaFilterSet EventAdded EventSet PersonaSet
    }
    Rejection {
        Forbidden Missing Deleted Retired IdUsed OverLimit EmptyTitle ControlCharacters NotThere WrongLane LaneExists
        PersonaNotInScope StaleNote BadSelection BadDay Gap AheadOfLog EditMisfits
        BadDimension BadLink LinkExists WrongContent BadMetric OwnJourney BadPicture
    }
    Missing { Journey Node Entry }
    TextSpan { Keep Insert Delete }
    Limit {
        TitleChars TextChars Stages Steps Lanes Cards CatalogueEntries Personas Selection Intents FilterValues Links
        Tags TagChars
    }
    Node { Stage Step Lane Card Link }
    EntryId { Touchpoint Persona Department Brand Family Channel Campaign Event }
    ScopeField { Title Scenario Start End Goal Kind Personas Brand Department Tags Review Archived Parent Counterpart }
    StepField { Journey }
    CardField { Evidence Department Touchpoint Metric Image }
    LinkKind { Cause Way }
    Certainty { Hypothesis Confirmed }
    Content { Text Number Tag Rating }
    TouchpointField { Key Channel Department MomentOfTruth }
    PersonaField { Description Goals Expectations Picture }
    CampaignField { Brand FirstDay LastDay }
    EventField { Kind Day Note }
    EventKind { Release SupplierChange Other }
    DepartmentName { Standard Own }
    StandardDepartment {
        Marketing Sales Operations Purchasing Quality Logistics Service People Product Digital Stores
    }
    LaneKind {
        Touchpoints Emotion Doing Thinking Expecting Promise Friction Pains Opportunities Actions Backstage Notes Free
        Reality Images
    }
    JourneyKind { AsIs ToBe }
    Evidence { Assumption Qualitative Measured }
}

fn add<T: Sample>(frames: &mut BTreeMap<String, Frame>) {
    for sample in T::samples() {
        let name = format!("{}::{}", T::ENUM, sample.name());
        let others = frames
            .keys()
            .filter(|known| known.split(' ').next() == Some(&name));
        let name = match others.count() {
            0 => name,
            others => format!("{name} {}", others + 1),
        };
        frames.insert(name, sample.framed());
    }
}

fn check<T: Sample + Serialize>() {
    let samples = T::samples();
    for (number, name) in T::NAMES.iter().enumerate() {
        let mut found = samples
            .iter()
            .filter(|sample| sample.name() == *name)
            .peekable();
        assert!(found.peek().is_some(), "{}::{name} has no sample", T::ENUM);
        for sample in found {
            let bytes = postcard::to_stdvec(sample).unwrap();
            assert_eq!(
                usize::from(bytes[0]),
                number,
                "the number of {}::{name}",
                T::ENUM
            );
        }
    }
}
