//! Reads `{"type": "name", …fields}` as the variant `name`, without building a tree of it first: a journey of
//! ten thousand entries is read at every start.

use serde::{
    de::{
        DeserializeSeed, Deserializer, EnumAccess, Error as _, VariantAccess, Visitor,
        value::StrDeserializer,
    },
    forward_to_deserialize_any,
};
use serde_json::Error;

use super::{Stored, StoredError, malformed};

pub(super) fn read<T: Stored>(name: &str, json: &str) -> Result<T, StoredError> {
    let mut known = true;
    T::deserialize(Flat {
        name,
        json,
        known: &mut known,
    })
    .map_err(|error| {
        if known {
            malformed::<T>(&error)
        } else {
            StoredError::UnknownType {
                what: T::WHAT,
                name: name.chars().take(64).collect(),
            }
        }
    })
}

struct Flat<'a, 'de> {
    name: &'a str,
    json: &'de str,
    /// Set to false when the enum has no variant of that name.
    known: &'a mut bool,
}

impl<'de> Deserializer<'de> for Flat<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("not an enum of variants with named fields"))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.known = variants.contains(&self.name);
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Flat<'_, 'de> {
    type Error = Error;
    type Variant = Fields<'de>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Fields<'de>), Error> {
        let name: StrDeserializer<'_, Error> = StrDeserializer::new(self.name);
        Ok((seed.deserialize(name)?, Fields(self.json)))
    }
}

struct Fields<'a>(&'a str);

impl<'de> VariantAccess<'de> for Fields<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Error> {
        Err(Error::custom("a variant without named fields"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("a variant without named fields"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        // `type` and `version` are fields that the variant does not know, and skips.
        let mut json = serde_json::Deserializer::from_str(self.0);
        let value = json.deserialize_map(visitor)?;
        json.end()?;
        Ok(value)
    }
}
