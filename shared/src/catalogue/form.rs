//! How a catalogue is written and read.
//!
//! As JSON it is an object with a field for each kind of entry; one that is not there is empty. As postcard, which names
//! nothing, its fields were fixed before there were events: where there are some, they stand among the campaigns under the
//! nil id, which no campaign may have. A catalogue without events has the bytes that it always had.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
    ser::SerializeMap,
};
use uuid::Uuid;

use super::{Brand, Campaign, Catalogue, Channel, Department, Event, Family, Persona, Touchpoint};
use crate::id::{
    BrandId, CampaignId, ChannelId, DepartmentId, EventId, FamilyId, PersonaId, TouchpointId,
};

/// Under which events stand among campaigns.
const EVENTS: CampaignId = CampaignId::new(Uuid::nil());

impl CampaignId {
    /// Whether no campaign may have it.
    pub(super) fn is_reserved(self) -> bool {
        self == EVENTS
    }
}

#[derive(Serialize)]
#[serde(rename = "Catalogue")]
struct Readable<'a> {
    touchpoints: &'a BTreeMap<TouchpointId, Touchpoint>,
    personas: &'a BTreeMap<PersonaId, Persona>,
    departments: &'a BTreeMap<DepartmentId, Department>,
    brands: &'a BTreeMap<BrandId, Brand>,
    families: &'a BTreeMap<FamilyId, Family>,
    channels: &'a BTreeMap<ChannelId, Channel>,
    campaigns: &'a BTreeMap<CampaignId, Campaign>,
    events: &'a BTreeMap<EventId, Event>,
}

#[derive(Serialize)]
#[serde(rename = "Catalogue")]
struct Packed<'a> {
    touchpoints: &'a BTreeMap<TouchpointId, Touchpoint>,
    personas: &'a BTreeMap<PersonaId, Persona>,
    departments: &'a BTreeMap<DepartmentId, Department>,
    brands: &'a BTreeMap<BrandId, Brand>,
    families: &'a BTreeMap<FamilyId, Family>,
    channels: &'a BTreeMap<ChannelId, Channel>,
    campaigns: Together<'a>,
}

/// Campaigns, and events among them.
struct Together<'a> {
    campaigns: &'a BTreeMap<CampaignId, Campaign>,
    events: &'a BTreeMap<EventId, Event>,
}

impl Serialize for Catalogue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            touchpoints,
            personas,
            departments,
            brands,
            families,
            channels,
            campaigns,
            events,
        } = self;
        if serializer.is_human_readable() {
            return Readable {
                touchpoints,
                personas,
                departments,
                brands,
                families,
                channels,
                campaigns,
                events,
            }
            .serialize(serializer);
        }
        Packed {
            touchpoints,
            personas,
            departments,
            brands,
            families,
            channels,
            campaigns: Together { campaigns, events },
        }
        .serialize(serializer)
    }
}

impl Serialize for Together<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let with_events = usize::from(!self.events.is_empty());
        let mut map = serializer.serialize_map(Some(self.campaigns.len() + with_events))?;
        if with_events > 0 {
            map.serialize_entry(&EVENTS, self.events)?;
        }
        for (id, campaign) in self.campaigns {
            map.serialize_entry(id, campaign)?;
        }
        map.end()
    }
}

#[derive(Deserialize)]
#[serde(rename = "Catalogue")]
struct FromReadable {
    touchpoints: BTreeMap<TouchpointId, Touchpoint>,
    personas: BTreeMap<PersonaId, Persona>,
    departments: BTreeMap<DepartmentId, Department>,
    brands: BTreeMap<BrandId, Brand>,
    families: BTreeMap<FamilyId, Family>,
    channels: BTreeMap<ChannelId, Channel>,
    campaigns: BTreeMap<CampaignId, Campaign>,
    #[serde(default)]
    events: BTreeMap<EventId, Event>,
}

#[derive(Deserialize)]
#[serde(rename = "Catalogue")]
struct FromPacked {
    touchpoints: BTreeMap<TouchpointId, Touchpoint>,
    personas: BTreeMap<PersonaId, Persona>,
    departments: BTreeMap<DepartmentId, Department>,
    brands: BTreeMap<BrandId, Brand>,
    families: BTreeMap<FamilyId, Family>,
    channels: BTreeMap<ChannelId, Channel>,
    campaigns: Apart,
}

/// What [`Together`] wrote.
#[derive(Default)]
struct Apart {
    campaigns: BTreeMap<CampaignId, Campaign>,
    events: BTreeMap<EventId, Event>,
}

impl<'de> Deserialize<'de> for Catalogue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = if deserializer.is_human_readable() {
            FromReadable::deserialize(deserializer)?
        } else {
            let FromPacked {
                touchpoints,
                personas,
                departments,
                brands,
                families,
                channels,
                campaigns: Apart { campaigns, events },
            } = FromPacked::deserialize(deserializer)?;
            FromReadable {
                touchpoints,
                personas,
                departments,
                brands,
                families,
                channels,
                campaigns,
                events,
            }
        };
        Ok(Self {
            touchpoints: read.touchpoints,
            personas: read.personas,
            departments: read.departments,
            brands: read.brands,
            families: read.families,
            channels: read.channels,
            campaigns: read.campaigns,
            events: read.events,
        })
    }
}

impl<'de> Deserialize<'de> for Apart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Apart;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("campaigns")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Apart, A::Error> {
                let mut apart = Apart::default();
                while let Some(id) = map.next_key::<CampaignId>()? {
                    if id.is_reserved() {
                        apart.events = map.next_value()?;
                    } else {
                        apart.campaigns.insert(id, map.next_value()?);
                    }
                }
                Ok(apart)
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::EventKind;

    fn catalogue(events: usize) -> Catalogue {
        let campaign = Campaign {
            name: "Spring".to_owned(),
            brand: None,
            first_day: Some("2026-03-02".to_owned()),
            last_day: None,
            retired: false,
        };
        let event = Event {
            name: "One supplier".to_owned(),
            kind: EventKind::SupplierChange,
            day: Some("2026-03-03".to_owned()),
            note: "Soles".to_owned(),
            retired: false,
        };
        let id = |n: usize| Uuid::from_u128(n as u128 + 1);
        Catalogue {
            campaigns: BTreeMap::from([(CampaignId::new(id(7)), campaign)]),
            events: (0..events)
                .map(|n| (EventId::new(id(n)), event.clone()))
                .collect(),
            ..Catalogue::default()
        }
    }

    #[test]
    fn what_is_written_is_read_as_the_same_with_and_without_events() {
        for events in 0..3 {
            let written = catalogue(events);
            let bytes = postcard::to_stdvec(&written).unwrap();
            assert_eq!(postcard::from_bytes::<Catalogue>(&bytes).unwrap(), written);
            let json = serde_json::to_string(&written).unwrap();
            assert_eq!(serde_json::from_str::<Catalogue>(&json).unwrap(), written);
            assert_eq!(crate::json::from_str::<Catalogue>(&json).unwrap(), written);
        }
    }

    #[test]
    fn a_catalogue_without_events_has_the_bytes_that_it_had_before_there_were_any() {
        // Six kinds without an entry and one campaign, field by field.
        let mut bytes = vec![0, 0, 0, 0, 0, 0, 1, 16];
        bytes.extend(8_u128.to_be_bytes());
        bytes.extend([6]);
        bytes.extend(b"Spring");
        bytes.extend([0, 1, 10]);
        bytes.extend(b"2026-03-02");
        bytes.extend([0, 0]);
        assert_eq!(postcard::to_stdvec(&catalogue(0)).unwrap(), bytes);
        assert_eq!(
            postcard::from_bytes::<Catalogue>(&bytes).unwrap(),
            catalogue(0)
        );
    }

    #[test]
    fn json_of_before_there_were_events_is_read() {
        let mut json = serde_json::to_value(catalogue(0)).unwrap();
        assert!(json.as_object_mut().unwrap().remove("events").is_some());
        assert_eq!(
            serde_json::from_value::<Catalogue>(json).unwrap(),
            catalogue(0)
        );
    }
}
