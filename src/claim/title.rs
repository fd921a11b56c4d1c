//! Claims of kind title: bound to the facts they speak of, and compared with them.

use crate::claim::{Case, Judgement};

/// Appends a judgement for every title claim of the draft.
pub fn judge(case: &Case, judgements: &mut Vec<Judgement>) {
    let _ = (case, judgements);
}
