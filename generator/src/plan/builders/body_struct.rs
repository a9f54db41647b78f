//! Plans the request body of an action. In: the parameters of the action. Out: [`StructPlan`] of its body.

use crate::model::operation::Parameter;
use crate::plan::ir::cfg::Cfg;
use crate::plan::ir::deprecation::Deprecation;
use crate::plan::ir::doc::Doc;
use crate::plan::ir::ident::Ident;
use crate::plan::ir::structs::{FieldPlan, PropertyFacts, StructKind, StructPlan};
use crate::plan::naming::lock::{Kind, PinnedNames, within};
use crate::plan::naming::scope::Scope;
use crate::plan::naming::type_names::{Home, TypeNames};
use crate::plan::types::structs::{ADDITIONAL, parameter_doc, table};

/// Plans the struct of an action's parameters. `lock_keys` are the keys of the action in `names.lock`.
pub fn body(
    ident: Ident,
    doc: Doc,
    parameters: &[&Parameter],
    names: &TypeNames,
    pinned: PinnedNames<'_>,
    lock_keys: &[String],
) -> StructPlan {
    let wires: Vec<&str> = parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    let lock = pinned;
    let pinned = |wire: &str| {
        lock_keys.iter().find_map(|lock_key| lock.name(Kind::Parameter, &within(lock_key, wire)))
    };
    let idents = Scope::with(&[ADDITIONAL]).take_all(&wires, Ident::snake, "_", pinned);
    let fields = parameters.iter().zip(idents).map(|(parameter, ident)| FieldPlan {
        doc: parameter_doc(parameter),
        deprecation: Deprecation::default(),
        constant: (ident.to_constant(), Doc::default()),
        facts: PropertyFacts::default(),
        ident,
        wire: parameter.name.as_str().to_owned(),
        ty: names.field(&parameter.ty, Home::Outside),
        value: names.value(&parameter.ty, Home::Outside),
        is_reference: false,
        is_prominent: false,
        cfg: Cfg::default(),
    });
    let fields = fields.collect();
    let (odata_type, table) = (None, table(&wires));
    let (kind, polymorphic, is_abstract, constructor) = (StructKind::Body, None, false, None);
    let lock_key = lock_keys.first().cloned().unwrap_or_default();
    let deprecation = Deprecation::default();
    StructPlan {
        doc,
        deprecation,
        ident,
        lock_key,
        odata_type,
        table,
        fields,
        bases: Vec::new(),
        kind,
        alias_of: None,
        polymorphic,
        is_abstract,
        constructor,
    }
}
