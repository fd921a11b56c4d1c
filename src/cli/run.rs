//! Drafts in parallel, results in order.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::error::Error;

/// Drafts a thread may be ahead of what is written: bounds the results that wait.
const AHEAD: usize = 64;

/// Does `work` on every item with `threads` threads and gives the results to `emit` in the order of the items, as they come.
///
/// At most [`AHEAD`] results a thread are held at a time. The first failure of `emit` ends the run.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
    mut emit: impl FnMut(R) -> Result<(), Error>,
) -> Result<(), Error> {
    let threads = threads.min(items.len());
    if threads <= 1 {
        return items.iter().try_for_each(|item| emit(work(item)));
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| Error::Usage(format!("cannot start {threads} threads: {error}")))?;
    for chunk in items.chunks(threads * AHEAD) {
        let results: Vec<R> = pool.install(|| chunk.par_iter().with_max_len(1).map(&work).collect());
        results.into_iter().try_for_each(&mut emit)?;
    }
    Ok(())
}

/// As many threads as asked for, else as the machine has.
pub fn threads(asked: Option<usize>) -> usize {
    asked.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_for_any_number_of_threads() {
        let items: Vec<usize> = (0..300).collect();
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            in_order(
                &items,
                threads,
                |item| item * 2,
                |double| {
                    seen.push(double);
                    Ok(())
                },
            )
            .expect("nothing fails");
            assert_eq!(seen, (0..300).map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
