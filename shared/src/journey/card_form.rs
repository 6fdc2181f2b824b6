//! How a card is written. Where fields have names, by them. As postcard, which names nothing, its fields were fixed before cards had
//! pictures: one that has none keeps the bytes, and with them the fingerprint, that it always had.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeStruct};

use super::{Card, Cell, Evidence, Note};
use crate::{
    id::{DepartmentId, TouchpointId},
    image::Picture,
};

/// What stands last in a card's bytes. The first two are what an `Option` of the metric was.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "M: Deserialize<'de>, P: Deserialize<'de>"))]
enum Last<M, P> {
    Nothing,
    Metric(M),
    Picture(Option<M>, P),
}

/// The fields by name. What was kept before there were proofs and pictures has none.
#[derive(Deserialize)]
#[serde(rename = "Card")]
struct Named {
    cell: Cell,
    title: String,
    note: Note,
    evidence: Evidence,
    touchpoint: Option<TouchpointId>,
    department: Option<DepartmentId>,
    hidden: bool,
    #[serde(default)]
    metric: Option<String>,
    #[serde(default)]
    image: Option<Picture>,
}

/// The fields in order.
#[derive(Deserialize)]
#[serde(rename = "Card")]
struct Ordered {
    cell: Cell,
    title: String,
    note: Note,
    evidence: Evidence,
    touchpoint: Option<TouchpointId>,
    department: Option<DepartmentId>,
    hidden: bool,
    last: Last<String, Picture>,
}

impl Serialize for Card {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let named = serializer.is_human_readable();
        let pictured = self.image.is_some();
        let fields = if named && pictured { 9 } else { 8 };
        let mut card = serializer.serialize_struct("Card", fields)?;
        card.serialize_field("cell", &self.cell)?;
        card.serialize_field("title", &self.title)?;
        card.serialize_field("note", &self.note)?;
        card.serialize_field("evidence", &self.evidence)?;
        card.serialize_field("touchpoint", &self.touchpoint)?;
        card.serialize_field("department", &self.department)?;
        card.serialize_field("hidden", &self.hidden)?;
        if named {
            card.serialize_field("metric", &self.metric)?;
            if pictured {
                card.serialize_field("image", &self.image)?;
            }
        } else {
            let last = match (&self.metric, &self.image) {
                (None, None) => Last::Nothing,
                (Some(metric), None) => Last::Metric(metric),
                (metric, Some(image)) => Last::Picture(metric.as_ref(), image),
            };
            card.serialize_field("last", &last)?;
        }
        card.end()
    }
}

impl From<Named> for Card {
    fn from(card: Named) -> Self {
        Self {
            cell: card.cell,
            title: card.title,
            note: card.note,
            evidence: card.evidence,
            touchpoint: card.touchpoint,
            department: card.department,
            hidden: card.hidden,
            metric: card.metric,
            image: card.image,
        }
    }
}

impl From<Ordered> for Card {
    fn from(card: Ordered) -> Self {
        let (metric, image) = match card.last {
            Last::Nothing => (None, None),
            Last::Metric(metric) => (Some(metric), None),
            Last::Picture(metric, image) => (metric, Some(image)),
        };
        Self {
            cell: card.cell,
            title: card.title,
            note: card.note,
            evidence: card.evidence,
            touchpoint: card.touchpoint,
            department: card.department,
            hidden: card.hidden,
            metric,
            image,
        }
    }
}

impl<'de> Deserialize<'de> for Card {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Named::deserialize(deserializer).map(Self::from);
        }
        Ordered::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        id::{LaneId, StepId},
        image::ImageHash,
    };

    fn card(metric: Option<&str>, pictured: bool) -> Card {
        Card {
            cell: Cell {
                step: StepId::new(Uuid::nil()),
                lane: LaneId::new(Uuid::nil()),
            },
            title: "Queue".to_owned(),
            note: Note::default(),
            evidence: Evidence::Measured,
            touchpoint: None,
            department: None,
            hidden: true,
            metric: metric.map(str::to_owned),
            image: pictured.then(|| Picture {
                image: ImageHash::new([7; 32]),
                width: 640,
                height: 480,
                alt: "A long queue".to_owned(),
            }),
        }
    }

    #[test]
    fn a_card_without_a_picture_has_the_bytes_that_it_had_before_there_were_any() {
        for metric in [None, Some("wait")] {
            let card = card(metric, false);
            let before = (
                (&card.cell, &card.title, &card.note, &card.evidence),
                (
                    &card.touchpoint,
                    &card.department,
                    &card.hidden,
                    &card.metric,
                ),
            );
            let bytes = postcard::to_stdvec(&card).unwrap();
            assert_eq!(bytes, postcard::to_stdvec(&before).unwrap());
            let json = serde_json::to_value(&card).unwrap();
            assert_eq!(json.as_object().unwrap().len(), 8);
        }
    }

    #[test]
    fn every_card_is_read_as_it_was_written() {
        for (metric, pictured) in [
            (None, false),
            (Some("wait"), false),
            (None, true),
            (Some("wait"), true),
        ] {
            let card = card(metric, pictured);
            let bytes = postcard::to_stdvec(&card).unwrap();
            assert_eq!(postcard::from_bytes::<Card>(&bytes).unwrap(), card);
            let json = serde_json::to_string(&card).unwrap();
            assert_eq!(serde_json::from_str::<Card>(&json).unwrap(), card);
            assert_eq!(crate::json::from_str::<Card>(&json).unwrap(), card);
        }
    }
}
