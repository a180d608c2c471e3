// The words of the code, as data. scripts/check-wording.mjs holds the sources to it. Exact patterns only: a word that is also
// ordinary English ("hand", "place", "door") is not on a list by itself, only as a name.

/**
 * Declared names: functions, types, variables, parameters, properties.
 * @type {readonly { pattern: RegExp, example: string, instead: string }[]}
 */
export const nameRules = [
  {
    pattern: /^(?:Any|Key|Way)?Doors?$|(?:^door|Door)(?:s|s?Of|Context)?$/,
    example: 'keyDoors',
    instead: 'write signInMethod, or method where it is clear which',
  },
  {
    pattern: /^(?:more|immaterial|place)Units?$|^unitNames$|(?:Of|By)Unit$|^UnitNames$/i,
    example: 'nameOfUnit',
    instead: 'write lossUnit',
  },
  {
    pattern: /^(?:Possible|empty|make|lostIn|in)Pool$|^poolFor$/,
    example: 'PossiblePool',
    instead: 'write candidateKeys',
  },
  { pattern: /^fates?(?:Of)?$|Fates?(?:Of)?$|^fateTones$/, example: 'presentFate', instead: 'write lossImpact' },
  { pattern: /^rungs?$|Rung|identityLadder/, example: 'IdentityRung', instead: 'write identity strength' },
  {
    pattern: /^evidenceSigns$|^(?:Place|Tone)?Sign$/,
    example: 'evidenceSigns',
    instead: 'write symbols, or icon for a drawing',
  },
  {
    pattern: /(?<!Status)(?<=[a-z])Words?(?:Of)?$|^Words?$|^words?Of$/,
    example: 'verdictWords',
    instead: 'write text, label, field or term',
  },
  { pattern: /[dD]ialogue/, example: 'PinDialogue', instead: 'write dialog' },
  { pattern: /[aA]new(?![a-z])/, example: 'startAnew', instead: 'write again or fromScratch' },
  { pattern: /^mend|[a-z]Mend/, example: 'mendHeader', instead: 'write fix' },
  { pattern: /lawful/i, example: 'isLawful', instead: 'write valid or conforming' },
  { pattern: /^(?:rehearse|veil|Stretch)/, example: 'rehearseLoss', instead: 'write prepare, overlay or range' },
  { pattern: /^ManualDialog$|^freshManual$/, example: 'ManualDialog', instead: 'write manual: recorded by hand' },
  {
    pattern: /^(?:Hand|handTo[A-Z]\w*)$/,
    example: 'handToMain',
    instead: 'write submit, or SubmitSecret for the function that does',
  },
  {
    pattern: /^Opening$|^journalled$|^during$/,
    example: 'journalled',
    instead: 'write OpenedKey, withJournal or withFailureContext',
  },
  {
    pattern: /^Grid(?:Place)$|^(?:next|clamp)Place$|^placeOfTarget$/,
    example: 'GridPlace',
    instead: 'write position, index, row or column',
  },
  {
    pattern:
      /^(?:Accepted|Asked|Authenticated|Counted|Drawn|Found|Held|Judged|Kept|Known|Left|Lifted|Lost|Made|Named|Placed|Planned|Prepared|Refused|Said|Shown|Wanted)$|^(?:Kept|Made)[A-Z]/,
    example: 'KeptAccounts',
    instead: 'name the type by what it is (OperationFailure, FilteredAccounts), not by what happened to it',
  },
  { pattern: /(?:Question|Import|Report|Loss|Requirement)World$/, example: 'ReportWorld', instead: 'write context' },
];

/** Verbs that the doc comment of a function begins with. */
export const functionVerbs = new Set(
  `Aborts Accepts Adapts Adds Adjusts Advances Adopts Allocates Allows Analyses Announces Answers Appends Applies Arranges Asks Asserts Assesses Assigns Attaches
  Authenticates Authorises Backs Binds Blinks Blocks Builds Calculates Called Calls Cancels Changes Checks Chooses Clears Closes Collects Combines
  Compares Completes Composes Computes Confirms Connects Converts Copies Counts Creates Decides Decodes Decrypts Deletes Derives
  Describes Detaches Detects Determines Disables Distinguishes Discards Dispatches Displays Downloads Drops Emits Enables Encodes Encrypts Ends Ensures
  Enumerates Erases Escapes Estimates Expects Explains Exports Extends Extracts Fails Fetches Fills Filters Finds Flushes Folds Follows
  Forgets Formats Forwards Generates Gets Groups Handles Hashes Hides Identifies Ignores Imports Increments Indexes Initialises Inserts Issues
  Installs Invalidates Joins Keeps Kills Limits Lists Loads Locks Logs Looks Maps Marks Matches Measures Merges Migrates Moves
  Narrows Normalises Notifies Observes Obtains Opens Orders Overwrites Pads Parses Passes Pauses Performs Plans Plugs Polls Prepares Presses
  Prevents Prints Processes Prompts Proposes Queues Quotes Ranks Reads Rebuilds Receives Recognises Records Redraws Refreshes Refuses
  Registers Rejects Releases Remembers Removes Renders Renews Repeats Replaces Replies Reports Requests Requires Reserves Resets
  Resolves Responds Restores Resumes Retries Returns Reveals Rounds Runs Saves Schedules Scrolls Searches Selects Sends Serialises
  Sets Shortens Shows Signs Simulates Skips Sorts Splits Starts Stops Stores Strips Submits Subscribes Swaps Switches Syncs Throws Toggles
  Touches Tracks Translates Trims Truncates Turns Unlocks Unpacks Unplugs Unregisters Unwraps Updates Uses Validates Verifies Waits
  Walks Warms Watches Wipes Withdraws Wraps Writes Yields Zeroes`.split(/\s+/),
);

/**
 * First words that no doc comment begins with. A type, a constant or a property is described by a noun phrase, a boolean by "Whether …".
 * @type {readonly { pattern: RegExp, example: string, instead: string }[]}
 */
export const openingRules = [
  {
    pattern: /^(?:What|How|Who|Whose|Where|Why|Which|When)\b/,
    example: 'What a person calls it.',
    instead: 'begin with a noun phrase ("The name that …", "Name …", "Reason …", "Time …")',
  },
  {
    pattern: /^(?:It|They|There|Nobody|Somebody|Something)\b/,
    example: 'It opens nothing any more.',
    instead: 'begin with a noun phrase, or with "Whether …" for a boolean',
  },
  {
    pattern: /^(?:Says|Tells|Gives|Makes|Draws|Puts|Takes|Lets|Brings|Hands|Judges|Hears|Carries|Lays)\b/,
    example: 'Says a verdict.',
    instead: 'begin with a standard verb (Formats, Checks, Returns, Creates, Renders, Sets, Reads …)',
  },
];

/**
 * Phrases that stand in no comment.
 * @type {readonly { pattern: RegExp, example: string, instead: string }[]}
 */
export const phraseRules = [
  { pattern: /\bmends?\b/i, example: 'the exact mend', instead: 'write fix' },
  { pattern: /\banew\b/i, example: 'read anew', instead: 'write again or from scratch' },
  { pattern: /\b(?:un)?lawful(?:ly)?\b/i, example: 'an unlawful key', instead: 'write valid, invalid or conforming' },
  { pattern: /\bat one stroke\b/i, example: 'lost at one stroke', instead: 'write together' },
  {
    pattern: /\b(?:is|are) (?:its|their) affair\b/i,
    example: 'that is its affair',
    instead: 'write is responsible for',
  },
  {
    pattern: /\btakes? (?:a )?new enumerations? in\b/i,
    example: 'takes a new enumeration in',
    instead: 'write applies a new device list',
  },
  { pattern: /\bsearch(?:es)? for nobody\b/i, example: 'searches for nobody', instead: 'write warms up' },
  { pattern: /\bdialogues?\b/i, example: 'the dialogue', instead: 'write dialog' },
  { pattern: /\bfates?\b/i, example: 'the fate of an account', instead: 'write impact of a loss' },
  { pattern: /\brungs?\b|\bladder\b/i, example: 'the identity ladder', instead: 'write identity strength' },
  { pattern: /\b(?:in|out of) sight\b/i, example: 'rows in sight', instead: 'write visible or in the viewport' },
  { pattern: /\bveil(?:s|ed)?\b/i, example: 'a veil over the rows', instead: 'write overlay' },
  {
    pattern: /\bfor who(?:ever)?\b|\bwho (?:calls|imports|awaits|catches)\b/i,
    example: 'for who calls it',
    instead: 'write callers that',
  },
  {
    pattern: /\breliability (?:decision )?(?:[A-Z]-)?\d+\b/i,
    example: 'reliability I-24',
    instead: 'say the reason itself: comments refer to nothing outside the repository',
  },
  {
    pattern: /(?<![\w-])[A-O]-\d\d(?![\w-])/,
    example: 'as in C-12',
    instead: 'say the reason itself: comments refer to nothing outside the repository',
  },
  {
    pattern: /\b(?:principles?|decisions?) \d+\b/i,
    example: 'principle 3',
    instead: 'say the reason itself, or give the path of the file in docs/decisions',
  },
];
