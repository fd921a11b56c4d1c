use std::sync::Arc;

use super::*;
use crate::facts::FactBase;
use crate::mention;
use crate::mention::name::NameIndex;
use crate::parse::{Format, parse};
use crate::source::SourceFile;

/// Each pair as "rarer/other".
fn variants(text: &str) -> Vec<String> {
    let lexicon = Lexicon::english();
    let source = Arc::new(SourceFile::new("draft.md", text));
    let document = parse(source, Format::of("draft.md").expect("known"), &lexicon);
    let facts = FactBase::default();
    let mentions = mention::find(&document, &facts, &NameIndex::new(&facts, &lexicon), &lexicon);
    let show = |variant: &Variant| format!("{}/{}", document.text(variant.odd[0]), document.text(variant.usual));
    find(&document, &mentions, &lexicon).iter().map(show).collect()
}

#[test]
fn one_name_in_two_spellings_is_found() {
    let table = [
        // Persons: introduced, and later by the surname alone.
        ("Foreign Minister Marko Djuric came. Later Duric left.", "Duric/Djuric"),
        ("Yara Santos, who is 29, left in March. On the telephone Santosh laughs.", "Santosh/Santos"),
        ("Judge Harriet Okonkwo presided. The jury heard Okonkow for an hour.", "Okonkow/Okonkwo"),
        ("Police arrested Dmitri Shevchenko. A court freed Shevchenco a day later.", "Shevchenco/Shevchenko"),
        ("Coach Tomasz Wisniewski spoke. Then Wisnewski left. Wisniewski is 50.", "Wisnewski/Wisniewski"),
        ("Former mayor Emeka Adichie spoke. On Monday Adiche was gone.", "Adiche/Adichie"),
        // With a courtesy title, of somebody whom nobody has introduced, two letters.
        ("Agnes Thorkeld, 70, came. It was late. Mrs Thorgeid sang.", "Thorgeid/Thorkeld"),
        ("Mr Hollinsake won. Nobody slept. Peter Hollinshak lost. Mr Hollinsake left.", "Hollinshak/Hollinsake"),
        // First names alone.
        ("Her sister Rosalind kept a shop. The war came. Rosalnd drove a van. Rosalind wrote.", "Rosalnd/Rosalind"),
        // The same first name, or the same surname with a first name that sounds alike.
        ("David Hollister ran first. Two days on, David Holister won.", "Holister/Hollister"),
        ("President Sara Lindgren spoke. In the evening Sarah Lindgren sang.", "Sarah Lindgren/Sara Lindgren"),
        ("Marko Petrovic came. Later Marco Petrovic left.", "Marco Petrovic/Marko Petrovic"),
        ("Carlos Mendoza won. A day later Carlos Mendoca lost.", "Mendoca/Mendoza"),
        ("Michael Rowntree wrote it. Today Micheal Rowntree denies it.", "Micheal Rowntree/Michael Rowntree"),
        // Longer names.
        ("They met Everyday Health in May. The board liked Everyday Heath less.", "Everyday Heath/Everyday Health"),
        (
            "The Velling Harbour Trust met. On Friday the Velling Habour Trust paid.",
            "Velling Habour Trust/Velling Harbour Trust",
        ),
        (
            "A grant from the Mendham Foundation came. The Mendhem Foundation is rich.",
            "Mendhem Foundation/Mendham Foundation",
        ),
        // Words that no list has.
        ("The river reached Hrasno at noon. A bridge at Hrasna collapsed.", "Hrasna/Hrasno"),
        ("They use Kubernetic at work. At home Kubernetik is too much.", "Kubernetik/Kubernetic"),
        // Accents.
        ("Marko Đurić came. On Friday Djuric left.", "Djuric/Đurić"),
        ("Chancellor Jürgen Müller came. On Friday Mueller left.", "Mueller/Müller"),
        ("She lives in São Tomé. Many leave Sao Tomé young.", "Sao/São"),
        // Hyphens and blanks.
        ("He drove a Rolls-Royce. She has a Rolls Royce too.", "Rolls Royce/Rolls-Royce"),
        ("It is on YouTube. We saw You Tube grow.", "You Tube/YouTube"),
        // Initialisms.
        ("Good Food for Health (GFFH) began here. Later GGHF grew.", "GGHF/GFFH"),
        ("The Northern Ice Survey (NIS) counts floes. Today NSI has ships.", "NSI/NIS"),
        // Places.
        ("He flew to Kyiv on Friday. The train to Kiev was late.", "Kiev/Kyiv"),
        ("Shells hit Kharkov again. The mayor of Kharkiv spoke.", "Kharkiv/Kharkov"),
    ];
    for (text, expected) in table {
        assert_eq!(variants(text).join(", "), expected, "{text}");
    }
}

#[test]
fn two_names_are_two_names() {
    let table = [
        // Relatives and namesakes.
        "Marko Djuric’s wife, Ana Duric, kept her name. Duric is a painter. Djuric is none.",
        "Mina Achterberg runs it. Her sister Mika Achterberg helps.",
        "Anna Reed left. Anne Reed stayed.",
        "Her father was Alasdair Hollis. Her brother was Alastair Hollis.",
        "Lee Kang-in came on. Kim Min-jae scored. Kim Min-su saved. Park Joo-ho watched. Park Joo-young left.",
        "Mohammed bin Salman came. On Friday Mohamed bin Zayed left.",
        "Maria Rossi sings. Mario Rossi plays.",
        "John Andersen ran. Peter Anderson swam. Andersen won, Anderson lost.",
        "Alexei Ivanov came. His wife, Olga Ivanova, stayed. Ivanova is a doctor.",
        "Piotr Kowalski plays. On Monday Kowalska sings.",
        "Milan Babic ran. Mila Babic walked.",
        "Peter Andersen, 40, came. Nobody slept. Mrs Henderson sang.",
        "Peter Marchetti came. Nobody slept. Marchesi, a guest, sang.",
        "Her sister Martina kept a shop. Then Martino came. Martina wrote.",
        "Her sister Rosalind kept a shop. Her aunt Rosaline drove a van. Rosalind wrote.",
        "Her son Adrian kept a shop. Adriano drove a van. Adrian wrote.",
        // Two in one sentence.
        "The villages of Hrasno and Hrasna lie on one river.",
        "Yara Santos met Santosh in Lisbon.",
        "Kiev, as Kyiv used to be called, is old.",
        // Forms of one name.
        "Serbia voted. A Serbian won. Many Serbs cheered.",
        "The Lindquists left. Erik Lindquist stayed.",
        "Erik Lindquist baked. Karin Lindqvist did not. The Lindqvists ate. Lindquist slept.",
        "Kosovo is small. A Kosovar said so.",
        "America sleeps. Americans do not.",
        "Djuric’s car is old. Marko Djuric drives it.",
        "Iraq played. Every Iraqi watched.",
        "Twitter grew. The Tweet did not.",
        // Ordinary words and lines of capitals.
        "# Digital Services Made Simple\n\nThe Digital Service works. A Public Affairs office. The Public Affair.",
        "Product Manager wanted. A Product Manages itself.",
        "The Senior Adviser left. Another Senior Advisor came.",
        "North Carolina voted. South Carolina did not.",
        "World War I ended. World War II began.",
        "# MARKO DJURIC SPOKE\n\nDjuric left.",
        // Real names that are near to each other.
        "Austria won. On Sunday Australia lost.",
        "Zambia and Gambia voted. In Zambia few did. In Gambia many did.",
        "Slovenia played. A week later Slovakia won.",
        "He left Austin for good. Jane Austen never saw it.",
        "They spoke of Iran. Then of Iraq.",
        "She flew to Niger. From there to Nigeria.",
        "Paris is old. Patis is a sauce.",
        // Products, code, handles, addresses, foreign words.
        "PostgreSQL runs. PostgresML does too.",
        "Write to @mendham. The Mendhem team answers at Mendham.org.",
        "Use `Hrasno` here. In Hrasna it rains.",
        "We like #Hrasno. In Hrasna it rains.",
        "The Schloss stands. The Schlosser works.",
        // Initialisms of other bodies.
        "The FDA met. The FAD is a fad. The DFA is another.",
        "CSS and CSV. The CSV is a file. The CVS is a shop.",
        "It needs POA&M work. A 3PAO comes. The PAO is here, and the PAO stays.",
        "NIST and NIS are two. Later NIS grew. NIST did not.",
        // Places in names of other things.
        "She flew to Kyiv. They ate Chicken Kiev. Dynamo Kiev won.",
        "It lies in Turkey. The turkey is good.",
        // Hyphens that differ with reason.
        "He is a New York-based singer. New York is big.",
        "Mary-Jane Watts sang. Mary Jane Holloway danced.",
        "A Data-Driven approach. Data Driven as it is.",
        // Accents of two persons.
        "José Alvarado came. A week later Jose Quintero left.",
        // Spellings that both are at home in the draft.
        "Hrasnik is old. Hrasnil is new. Hrasnik sleeps. Hrasnil wakes. Hrasnik eats. Hrasnil drinks.",
        // What the sentence gives its capital.
        "“Marsh it is,” he said. Ann March left.",
        "Reading is fun. In Readings he read.",
        "I’d go. Later I'd stay.",
    ];
    for text in table {
        assert_eq!(variants(text), Vec::<String>::new(), "{text}");
    }
}
