//! In: requests, some of which wait for others. Out: which of them go into one call, and in which order.

use super::{Item, LIMIT};
use crate::Error;
use crate::request::operation::Version;
use std::collections::{BTreeMap, BTreeSet};

type Items = BTreeMap<u32, Item>;

/// The calls: those that wait for each other in a call of their own, the others together.
pub(super) fn plan(items: &Items) -> Result<Vec<(Version, Vec<u32>)>, Error> {
    let mut calls: Vec<(Version, Vec<u32>)> = Vec::new();
    let mut open: BTreeMap<Version, usize> = BTreeMap::new();
    for group in groups(items)? {
        let version = version(&group, items)?;
        if group.len() > LIMIT {
            let message =
                format!("{} requests of a batch wait for each other; a call holds {LIMIT}", group.len());
            return Err(Error::building(message));
        }
        let room = open.get(&version).copied().filter(|_| group.len() == 1);
        match room.and_then(|index| calls.get_mut(index)).filter(|(_, ids)| ids.len() < LIMIT) {
            Some((_, ids)) => ids.extend(group),
            None => {
                if group.len() == 1 {
                    open.insert(version, calls.len());
                }
                calls.push((version, group));
            }
        }
    }
    Ok(calls)
}

/// The requests for which the first call of those that wait for each other has no room.
#[cfg(feature = "client")]
pub(super) fn beyond_a_call(items: &Items) -> Result<BTreeSet<u32>, Error> {
    let mut beyond = BTreeSet::new();
    for group in groups(items)?.into_iter().filter(|group| group.len() > LIMIT) {
        version(&group, items)?;
        beyond.extend(group.into_iter().skip(LIMIT));
    }
    Ok(beyond)
}

/// The version of all requests of a group.
fn version(group: &[u32], items: &Items) -> Result<Version, Error> {
    let mut versions = group.iter().filter_map(|id| items.get(id)).map(|item| item.request.version());
    match versions.next().flatten() {
        None => Err(Error::building("a request of a batch leads to no version of the service")),
        Some(version) if versions.all(|other| other == Some(version)) => Ok(version),
        Some(_) => Err(Error::building("requests of different versions of the service wait for each other")),
    }
}

/// Each request with all that wait for it or that it waits for, in an order that respects the dependencies.
fn groups(items: &Items) -> Result<Vec<Vec<u32>>, Error> {
    let mut neighbours: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for (id, item) in items {
        for earlier in &item.after {
            if !items.contains_key(earlier) {
                let message = "which has not succeeded or belongs to another batch";
                return Err(Error::building(format!(
                    "request {id} of a batch waits for request {earlier}, {message}"
                )));
            }
            neighbours.entry(*id).or_default().insert(*earlier);
            neighbours.entry(*earlier).or_default().insert(*id);
        }
    }
    let mut seen = BTreeSet::new();
    let mut groups = Vec::new();
    for id in items.keys() {
        let mut members = BTreeSet::new();
        let mut next = vec![*id];
        while let Some(id) = next.pop() {
            if seen.insert(id) {
                members.insert(id);
                next.extend(neighbours.get(&id).into_iter().flatten());
            }
        }
        if !members.is_empty() {
            groups.push(in_order(members, items)?);
        }
    }
    Ok(groups)
}

fn in_order(mut members: BTreeSet<u32>, items: &Items) -> Result<Vec<u32>, Error> {
    let mut ordered = Vec::with_capacity(members.len());
    while !members.is_empty() {
        let ready = |id: &&u32| items.get(id).is_some_and(|item| item.after.is_disjoint(&members));
        let Some(id) = members.iter().find(ready).copied() else {
            return Err(Error::building("requests of a batch wait for each other in a circle"));
        };
        members.remove(&id);
        ordered.push(id);
    }
    Ok(ordered)
}
